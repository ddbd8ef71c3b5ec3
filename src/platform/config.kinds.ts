/** How values of the configuration may look, whichever key they belong to. */
import { isIP } from 'node:net'
import { z } from 'zod'

export const ENTRIES_MAX = 100
const TEXT_CHARS_MAX = 1_000

/** How a value may look. `is` finishes "must be …" in refusals and is "value" in the reference; `each` is for a list's items. */
export type Kind<T extends z.ZodType> = { readonly is: string; readonly schema: T; readonly each?: string }
/** What is known of a key. `text`: a bare number in the file wants quotes. `secret`: its value is never repeated in a message. */
export type Note = { kind: string; meaning: string; default: string; each?: string | undefined; text: boolean; secret: boolean }

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const nothing = (raw: unknown) => (raw === '' || raw === 'null' ? null : raw)
const numeric = (raw: unknown) => (typeof raw === 'string' && /^-?\d{1,15}(\.\d{1,9})?$/.test(raw) ? Number(raw) : raw)
const switched = (raw: unknown) =>
  /^(true|1|yes|on)$/i.test(String(raw)) ? true : /^(false|0|no|off)$/i.test(String(raw)) ? false : raw
/** Lists may be written with commas; nothing at all is an empty list. */
export const listed = (raw: unknown) =>
  typeof raw === 'string' ? raw.split(/[\s,]+/).filter((item) => item !== '') : (raw ?? [])
const isRange = (text: string) => {
  const [address = '', bits = '0', more] = text.split('/')
  return isIP(address) > 0 && more === undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128)
}

export const text = (is: string, pattern: RegExp): Kind<z.ZodString> => {
  return { is, schema: z.string().max(TEXT_CHARS_MAX, { abort: true }).regex(pattern, { abort: true }) }
}
export const url = (...schemes: string[]) =>
  text(`an address that starts with ${schemes.join(':// or ')}://`, new RegExp(`^(${schemes.join('|')})://[^\\s\\p{Cc}]+$`, 'iu'))
export const number = (is: string, schema: z.ZodNumber) => ({ is, schema: z.preprocess(numeric, schema) })
export const choice = <const T extends readonly string[]>(...all: T) => ({ is: `one of ${all.join(', ')}`, schema: z.enum(all) })
export const list = <T extends z.ZodType>(is: string, each: Kind<T>, least: number) => {
  const items = z.array(each.schema).min(least).max(ENTRIES_MAX)
  const once = items.refine((all) => new Set(all).size === all.length)
  return { is, each: each.is, schema: z.preprocess(listed, once) }
}
export const LINE = text(`text in one line, at most ${TEXT_CHARS_MAX} characters`, /^\P{Cc}+$/u)
export const PORT = number('a whole number between 1 and 65535', z.int().min(1).max(65_535))
export const SECONDS = number('a number of seconds between 0.1 and 86400', z.number().min(0.1).max(86_400))
export const PAUSE = number('a number of seconds between 0 and 60', z.number().min(0).max(60))
export const SWITCH = { is: 'true or false', schema: z.preprocess(switched, z.boolean()) }
export const HOST = text('a host name or an address', /^[\w.:-]{1,253}$/)
export const SLUG = text('the short name of an event (lower-case letters, digits, hyphens)', /^[a-z0-9]+(-[a-z0-9]+)*$/)
export const NICK = text('a nickname as IRC allows it', /^[a-z_[\]\\`^{|}][\w[\]\\`^{|}-]{0,63}$/i)
export const CHANNEL = text('a channel name in quotes, such as "#event"', /^#[^\s,\p{Cc}]{1,199}$/u)
export const LANGUAGE = text('a language such as en', /^[a-z]{2,3}$/)
export const MARK = text('one character that is no letter, digit or space', /^[^\p{L}\p{N}\s]$/u)
const ADDRESS = url('http', 'https')
export const WEB = { ...ADDRESS, schema: ADDRESS.schema.refine((at) => URL.canParse(at)) }
export const ORIGIN = {
  is: 'an address such as https://plenary.example.org, without a path',
  schema: ADDRESS.schema.refine((at) => URL.canParse(at) && new URL(at).href === `${new URL(at).origin}/`),
}
export const ONE_WORD = text('a path of one word such as /backstage', /^\/[a-z][a-z0-9-]{2,39}$/)
export const PART = choice('live', 'event-day', 'community', 'campaigns')
export const NETWORK = {
  is: 'an IP address or a range such as 10.0.0.0/8',
  schema: z.string().max(50, { abort: true }).refine(isRange),
}
