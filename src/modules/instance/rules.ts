import {
  defaultSettings,
  type Part,
  Settings,
  type SettingsPatch,
  type SettingsView,
  secretSettings,
} from '../../contract/settings.schema.ts'

/** Settings by their path, as `mail.from`: the form in which they are kept, compared and logged. */
export type ByPath = ReadonlyMap<string, unknown>

declare const isSealed: unique symbol
/** A secret as it is kept: nothing that could be used before it is opened. */
export type Sealed = string & { readonly [isSealed]: true }

type SecretPath = (typeof secretSettings)[number]
/** The settings that hold now, with their secrets sealed. */
export type Kept = {
  readonly [G in keyof Settings]: {
    readonly [K in keyof Settings[G]]: `${G}.${K & string}` extends SecretPath ? Sealed | null : Settings[G][K]
  }
}

export const isSecret = (path: string): boolean => secretSettings.some((one) => one === path)

export function byPath(groups: Settings | SettingsPatch): ByPath {
  return new Map(
    Object.entries(groups).flatMap(([group, keys]) =>
      Object.entries(keys ?? {}).flatMap(([key, value]): [string, unknown][] =>
        value === undefined ? [] : [[`${group}.${key}`, value]],
      ),
    ),
  )
}

const defaults = byPath(defaultSettings)

/** What holds at a path when nothing is kept for it. */
export const defaultOf = (path: string): unknown => defaults.get(path)
export const isSetting = (path: string): boolean => defaults.has(path)

/**
 * What holds: the configuration before what was set in the console before the defaults. Of the parts only those that the configuration allows;
 * where none of them is left, all of those. What is kept under a path that is no more, or has a value that is none any more, counts for nothing.
 */
export function holding(kept: ByPath, fixed: ByPath, allowed: readonly Part[]): Kept {
  const groups = Object.fromEntries(
    Object.entries(defaultSettings).map(([group, keys]) => [
      group,
      Object.fromEntries(Object.entries(keys).map(([key, usual]) => [key, valueAt(`${group}.${key}`, usual, kept, fixed)])),
    ]),
  ) as Settings
  const on = groups.parts.on.filter((part) => allowed.includes(part))
  return { ...groups, parts: { on: on.length > 0 ? on : [...allowed] } } as Kept
}

function valueAt(path: string, usual: unknown, kept: ByPath, fixed: ByPath): unknown {
  if (fixed.has(path)) return fixed.get(path)
  const value = kept.get(path)
  return value !== undefined && (isSecret(path) || isTaken(path, value)) ? value : usual
}

/** Whether the schema takes a value at a path. */
export function isTaken(path: string, value: unknown): boolean {
  const [group = '', key = ''] = path.split('.')
  const shapes = Settings.shape as Record<string, { shape: Record<string, { safeParse(value: unknown): { success: boolean } }> }>
  return shapes[group]?.shape[key]?.safeParse(value).success ?? false
}

/** The same settings as owners see them. */
export function viewOf(kept: Kept, fixed: ByPath, allowed: readonly Part[]): SettingsView {
  const values = { ...kept, mail: { ...kept.mail, url: null } } as Settings
  const held = byPath(kept as Settings)
  return {
    values,
    secretsSet: secretSettings.filter((path) => held.get(path) !== null),
    fixed: [...fixed.keys()],
    partsAllowed: [...allowed],
  }
}

export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
