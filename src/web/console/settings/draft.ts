import type { Consent } from '../../../contract/privacy.schema.ts'
import type { SettingsPatch, SettingsView } from '../../../contract/settings.schema.ts'
import { fits, isAllowedAddress } from '../../../contract/settings.ts'
import type { SettingsWords } from '../../../words/settings/en.ts'

export type SettingPath = keyof SettingsWords['keys']
type Looks = 'switch' | 'lines' | 'secret' | 'text' | 'word' | 'number' | 'parts' | 'consents'

/** How each setting is asked for, in the order of the page. A `text` may be empty, a `word` may not. */
export const looks: Record<SettingPath, Looks> = {
  'parts.on': 'parts',
  'accounts.signUp': 'switch',
  'accounts.closedBeta': 'switch',
  'accounts.allowedAddresses': 'lines',
  'accounts.consents': 'consents',
  'mail.url': 'secret',
  'mail.from': 'text',
  'privacy.retentionDays': 'number',
  'privacy.contact': 'text',
  'words.refused': 'lines',
  'words.allowed': 'lines',
  'home.consoleLink': 'switch',
  'home.consolePath': 'word',
  'home.mainEvent': 'text',
}
export const settingPaths = Object.keys(looks) as SettingPath[]

/** What stands in the form: ticks, chosen parts, and text as it is typed. A secret that was not touched is '', one to be forgotten null. */
export type Typed = boolean | string | readonly string[] | readonly Consent[] | null
export type Draft = Readonly<Record<SettingPath, Typed>>

function heldAt(view: SettingsView, path: SettingPath): unknown {
  const [group = '', key = ''] = path.split('.')
  return (view.values as Record<string, Record<string, unknown>>)[group]?.[key]
}

export function draftOf(view: SettingsView): Draft {
  return Object.fromEntries(settingPaths.map((path) => [path, typedOf(looks[path], heldAt(view, path))])) as Draft
}

function typedOf(look: Looks, held: unknown): Typed {
  switch (look) {
    case 'switch':
      return held === true
    case 'parts':
      return held as readonly string[]
    case 'consents':
      return held as readonly Consent[]
    case 'lines':
      return (held as readonly string[]).join('\n')
    case 'secret':
      return ''
    case 'text':
    case 'word':
    case 'number':
      return held === null ? '' : String(held)
  }
}

/** What the form means at a path; undefined: nothing is to be changed. A number that is none stays NaN, which no check takes. */
function meant(path: SettingPath, typed: Typed): unknown {
  switch (looks[path]) {
    case 'switch':
    case 'parts':
      return typed
    case 'consents':
      return (typed as readonly Consent[]).map((one) => ({ ...one, version: one.version.trim(), text: one.text.trim() }))
    case 'lines':
      return linesOf(typed)
    case 'secret':
      return typed === '' ? undefined : typed === null ? null : String(typed).trim()
    case 'text':
      return String(typed).trim() || null
    case 'word':
      return String(typed).trim()
    case 'number':
      return String(typed).trim() === '' ? null : Number(typed)
  }
}

const linesOf = (typed: Typed): string[] => [
  ...new Set(
    String(typed)
      .split(/[\s,;]+/u)
      .filter(Boolean)
      .map((line) => line.toLowerCase()),
  ),
]

/** One more thing to agree to, with an id that none of the others has. */
export function freshConsent(all: readonly Consent[]): Consent {
  const taken = new Set<string>(all.map(({ id }) => id))
  let n = 1
  while (taken.has(`consent-${n}`)) n++
  return { id: `consent-${n}` as Consent['id'], version: '1', text: '', required: true }
}

export const isFixed = (view: SettingsView, path: SettingPath): boolean => view.fixed.includes(path)

/** The settings that the form would change. */
export function changedPaths(view: SettingsView, draft: Draft): SettingPath[] {
  return settingPaths.filter((path) => {
    const value = meant(path, draft[path])
    if (value === undefined || isFixed(view, path)) return false
    if (looks[path] === 'secret') return value !== null || view.secretsSet.includes(path)
    const before = path === 'parts.on' ? [...(heldAt(view, path) as string[])].sort() : heldAt(view, path)
    const after = path === 'parts.on' ? [...(value as string[])].sort() : value
    return JSON.stringify(before) !== JSON.stringify(after) || Number.isNaN(after)
  })
}

export function patchOf(view: SettingsView, draft: Draft): SettingsPatch {
  const patch: Record<string, Record<string, unknown>> = {}
  for (const path of changedPaths(view, draft)) {
    const [group = '', key = ''] = path.split('.')
    patch[group] = { ...patch[group], [key]: meant(path, draft[path]) }
  }
  return patch as SettingsPatch
}

/** What is wrong with what stands at a path, in words; undefined when the server would take it. */
export function faultAt(path: SettingPath, draft: Draft, words: SettingsWords): string | undefined {
  const value = meant(path, draft[path])
  if (value === undefined || fits(path, value)) return undefined
  if (looks[path] === 'parts') return words.form.onePart
  if (looks[path] === 'consents') return words.consents.unfit
  if (looks[path] !== 'lines') return words.form.unfit
  const wrong = (value as string[]).filter((line) => !isAllowedAddress(line)).slice(0, 3)
  return wrong.length > 0 ? words.form.lines(wrong.join(', ')) : words.form.unfit
}
