import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

/**
 * Swedish is the source language: its texts stand in the code already. Lingui would strip them there and send them all
 * in one catalogue before the first paint, also those of pages nobody opens. Here they stay where they are used, so that
 * each page brings its own; they are only compiled, because the browser has no compiler of messages.
 */
export const sourceLanguage = (): Plugin => ({
  name: 'source-language',
  enforce: 'post',
  apply: 'build',
  transform(code, file) {
    if (!/\/src\/.*\.tsx?$/u.test(file) || !code.includes('message: "')) return null
    return {
      code: code.replace(
        /(\bid: "[\w+/-]+",\s*message: )("(?:[^"\\]|\\.)*")/gu,
        (_, before: string, literal: string) => before + JSON.stringify(compileMessage(JSON.parse(literal) as string)),
      ),
      map: null,
    }
  },
})
