import {
  ADDRESS_CHARS_MAX,
  LABEL_CHARS_MAX,
  LONG_TEXT_CHARS_MAX,
  SESSION_TITLE_CHARS_MAX,
  SLOT_MINUTES_MAX,
} from '../../contract/limits.ts'
import { type Notes, unfit } from './notes.ts'

/** Values of foreign files, made ours: cut to our limits, without signs that no database keeps; what is of another kind is nothing. */

export type Raw = Readonly<Record<string, unknown>>
export const isRecord = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value)
export const record = (value: unknown): Raw => (isRecord(value) ? value : {})
export const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]

/** Text, or the first of its languages that there is (`{ "en": …, "fr": … }`); numbers are text too. */
export function textOf(value: unknown, charsMax: number): string {
  const said = isRecord(value) ? inFirstLanguage(value) : value
  if (typeof said !== 'string' && typeof said !== 'number') return ''
  const text = String(said)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, '')
    .trim()
  return text.length <= charsMax ? text : text.slice(0, charsMax).replace(/\p{Cs}$/u, '')
}

const inFirstLanguage = (value: Raw): unknown => {
  const said = Object.values(value).filter((one) => typeof one === 'string' && one.trim() !== '')
  return (typeof value.en === 'string' && value.en.trim() !== '' && value.en) || said[0]
}

/** In one line. */
export const lineOf = (value: unknown, charsMax: number): string => textOf(value, charsMax).replace(/\s+/gu, ' ')
export const labelOf = (value: unknown): string => lineOf(value, LABEL_CHARS_MAX)
export const titleOf = (value: unknown): string => lineOf(value, SESSION_TITLE_CHARS_MAX)
export const longTextOf = (value: unknown): string => textOf(value, LONG_TEXT_CHARS_MAX)

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export function guidOf(value: unknown): string | null {
  const text = lineOf(value, 40).toLowerCase()
  return UUID.test(text) ? text : null
}

/** Addresses that run as programs where they are opened. No programme has them by accident. */
const ACTIVE = /^[\s\p{Cc}]*(javascript|vbscript|data|file|blob)[\s\p{Cc}]*:/iu

/** An address of the web; one without a host stands upon `base`. @throws Refusal for one that would run as a program */
export function linkOf(value: unknown, notes: Notes, what: string, base: string | null = null): string | null {
  const raw = isRecord(value) ? '' : String(value ?? '')
  if (ACTIVE.test(raw)) throw unfit(`a link of “${what.slice(0, 60)}” is a program (${raw.trim().slice(0, 30)})`)
  const text = lineOf(value, ADDRESS_CHARS_MAX + 1).replaceAll(' ', '%20')
  if (text === '') return null
  const url = URL.canParse(text) ? new URL(text) : base && URL.canParse(text, base) ? new URL(text, base) : null
  if (url && /^https?:$/.test(url.protocol) && url.hostname !== '' && url.href.length <= ADDRESS_CHARS_MAX) return url.href
  notes.skip(what, `a link that is no address of the web: ${text.slice(0, 60)}`)
  return null
}

/** Minutes: a number of them, `1:30`, `01:30:00` (seconds that are not 00 make it `DAYS:HOURS:MINUTES`). Null: it says none. */
export function minutesOf(value: unknown): number | null {
  const text = lineOf(value, 20)
  if (/^\d{1,6}(\.\d+)?$/.test(text)) return within(Math.round(Number(text)))
  if (!/^\d{1,4}(:\d{2}){1,2}$/.test(text)) return null
  const [first = 0, second = 0, third] = text.split(':').map(Number)
  if (third !== undefined && third !== 0) return third > 59 || second > 23 ? null : within(first * 1_440 + second * 60 + third)
  return second > 59 ? null : within(first * 60 + second)
}

const within = (minutes: number): number | null => (minutes <= SLOT_MINUTES_MAX ? minutes : null)

/** `#rrggbb`; null: another kind of colour, or none. */
export function colorOf(value: unknown): string | null {
  const text = lineOf(value, 20).toLowerCase()
  const [, r, g, b] = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text) ?? []
  if (r && g && b) return `#${r}${r}${g}${g}${b}${b}`
  return /^#[0-9a-f]{6}$/.test(text) ? text : null
}
