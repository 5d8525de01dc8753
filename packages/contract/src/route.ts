import type { Action, ProblemCode } from '@samverkan/domain'
import { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
/** 'public': anybody; 'session': anybody who is logged in; otherwise the action that `can` must allow. */
export type Access = 'public' | 'session' | Action

export type Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  method: Method
  /** Fastify's form: `/api/actors/:code`. */
  path: string
  access: Access
  /** One line for the published OpenAPI document. */
  summary: string
  params: P
  query: Q
  body: B
  ok: 200 | 201 | 204
  response: R
  /** Problems this route may answer beside those every route may (invalid, not-signed-in, forbidden, too-many, unexpected …). */
  problems: readonly ProblemCode[]
  /** The route demands an Idempotency-Key: the same key and body give the same answer once and for all (security.md C9). */
  idempotent: boolean
  /** Nobody needs it tonight: refused while the database's disk has little more left than call-outs and their answers may need. */
  canWait: boolean
}

const nothing = z.strictObject({})
export const noContent = z.null()

type Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = {
  method: Method
  path: string
  access: Access
  summary: string
  params?: P
  query?: Q
  body?: B
  ok?: 200 | 201 | 204
  response: R
  problems?: readonly ProblemCode[]
  idempotent?: boolean
  canWait?: boolean
}
/** Declares one route: what goes in, what comes out, who may, and which problems it can answer. */
export const route = <
  R extends z.ZodType,
  P extends z.ZodType = typeof nothing,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = z.ZodUndefined,
>(
  given: Given<P, Q, B, R>,
): Route<P, Q, B, R> => ({
  ok: 200,
  problems: [],
  idempotent: false,
  canWait: false,
  params: nothing as unknown as P,
  query: nothing as unknown as Q,
  body: z.undefined() as unknown as B,
  ...given,
})

export type ParamsOf<T> = T extends Route<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.output<P> : never
export type QueryOf<T> = T extends Route<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.output<Q> : never
export type BodyOf<T> = T extends Route<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.output<B> : never
export type ResponseOf<T> = T extends Route<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never
export type ParamsIn<T> = T extends Route<infer P, z.ZodType, z.ZodType, z.ZodType> ? z.input<P> : never
export type QueryIn<T> = T extends Route<z.ZodType, infer Q, z.ZodType, z.ZodType> ? z.input<Q> : never
export type BodyIn<T> = T extends Route<z.ZodType, z.ZodType, infer B, z.ZodType> ? z.input<B> : never
