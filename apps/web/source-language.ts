import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

const message = /(\bid: "[\w+/-]+",(?:\s*context: "(?:[^"\\]|\\.)*",)?\s*message: )("(?:[^"\\]|\\.)*")/gu

/**
 * Swedish is the source language: its texts stand in the code already. Lingui would strip them there and send them all
 * in one catalogue before the first paint, also those of pages nobody opens. Here they stay where they are used, so that
 * each page brings its own; they are only compiled, because the browser has no compiler of messages (ADR 0007).
 */
export const sourceLanguage = (): Plugin => ({
  name: 'source-language',
  enforce: 'post',
  apply: 'build',
  transform(code, file) {
    if (!/\/src\/.*\.tsx?$/u.test(file) || !code.includes('message: "')) return null
    const compiled = code.replace(
      message,
      (_, before: string, literal: string) => before + JSON.stringify(compileMessage(JSON.parse(literal) as string)),
    )
    if (/\bid: "[\w+/-]{6}",[^{}]*message: ["'`]/u.test(compiled))
      this.error('A text that was not compiled: the shape of the macro’s output has changed.')
    return { code: compiled, map: null }
  },
})
