import { RE2JS } from 're2js'

/**
 * The patterns of watches: regular expressions, run by an engine whose time grows with the text and not with the pattern's cleverness.
 */

export interface Watched {
  matches(text: string): boolean
}

const REASON_CHARS_MAX = 120

/** @returns what finds the pattern anywhere in a text, whatever the case; or why it is none */
export function readPattern(pattern: string): Watched | { readonly fault: string } {
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
    return { matches: (text) => compiled.matcher(text).find() }
  } catch (error) {
    return { fault: (error as Error).message.replace(/^error parsing regexp: /, '').slice(0, REASON_CHARS_MAX) }
  }
}
