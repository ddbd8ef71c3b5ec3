import { z } from 'zod'
import { areApart } from './consents.ts'
import { ListedWord } from './guard.schema.ts'
import { CONSENTS_MAX, OWN_WORDS_MAX } from './limits.ts'
import { Consent } from './privacy.schema.ts'
import {
  ALLOWED_ADDRESSES_MAX,
  CONSOLE_PATH,
  isAllowedAddress,
  isConsolePath,
  isEventId,
  isMailAddress,
  isMailServer,
  isSender,
  parts,
  RETENTION_DAYS_MAX,
} from './settings.ts'

/**
 * The settings kept in the database: groups of keys, each with its default. A key that stands in the configuration file has that value and
 * cannot be changed in the console. A group is added here, in `settings.ts` where it needs more than a type, and in `words/settings`.
 */
const text = (check: (text: string) => boolean, message: string) => z.string().trim().refine(check, message)
const orNull = <T extends z.ZodType>(schema: T) => schema.nullable()

export const Part = z.enum(parts)
export type Part = z.infer<typeof Part>

export const Settings = z.strictObject({
  accounts: z.strictObject({
    /** Anybody may make an account. */
    signUp: z.boolean(),
    /** Accounts are for the allowed addresses alone. */
    closedBeta: z.boolean(),
    /** What whoever signs up is asked to agree to. */
    consents: z.array(Consent).max(CONSENTS_MAX).refine(areApart, 'one of each id'),
    /** Addresses, or all of a domain as `@example.org`. */
    allowedAddresses: z
      .array(text(isAllowedAddress, 'an address, or a domain as @example.org').toLowerCase())
      .max(ALLOWED_ADDRESSES_MAX),
  }),
  mail: z.strictObject({
    /** Secret. Null: mails are kept and shown in the console. */
    url: orNull(text(isMailServer, 'smtp://… or smtps://…')),
    from: orNull(text(isSender, 'an address such as Plenary <plenary@example.org>')),
  }),
  privacy: z.strictObject({
    /** Days after the end of a meeting or an event; null: until somebody deletes it. */
    retentionDays: orNull(z.int().min(1).max(RETENTION_DAYS_MAX)),
    /** Whom people ask about what is kept of them. */
    contact: orNull(text(isMailAddress, 'a mail address')),
  }),
  parts: z.strictObject({
    /** The parts that are on, of those the configuration allows. */
    on: z.array(Part).min(1).max(parts.length),
  }),
  words: z.strictObject({
    /** Never shown on a wall, besides those the filter knows; whole words, in any spelling. */
    refused: z.array(ListedWord).max(OWN_WORDS_MAX),
    /** Shown although the filter knows them. */
    allowed: z.array(ListedWord).max(OWN_WORDS_MAX),
  }),
  home: z.strictObject({
    /** Whether public pages lead to the console. */
    consoleLink: z.boolean(),
    /** First word of the console's address. */
    consolePath: text(isConsolePath, 'small letters, digits and hyphens, 3 to 40, and not in use by another page'),
    /** The event that addresses without an event's name lead to; null: the only one, where there is only one. */
    mainEvent: orNull(text(isEventId, 'the short name of an event')),
  }),
})
export type Settings = z.infer<typeof Settings>

export const defaultSettings: Settings = {
  accounts: { signUp: true, closedBeta: false, consents: [], allowedAddresses: [] },
  mail: { url: null, from: null },
  privacy: { retentionDays: 365, contact: null },
  parts: { on: [...parts] },
  words: { refused: [], allowed: [] },
  home: { consoleLink: true, consolePath: CONSOLE_PATH, mainEvent: null },
}

/** Never shown again once they are set, and sealed at rest. */
export const secretSettings = ['mail.url'] as const

const { accounts, mail, privacy, parts: on, words, home } = Settings.shape
/** What is left out stays. A secret's null forgets it. */
export const SettingsPatch = z.strictObject({
  accounts: accounts.partial().optional(),
  mail: mail.partial().optional(),
  privacy: privacy.partial().optional(),
  parts: on.partial().optional(),
  words: words.partial().optional(),
  home: home.partial().optional(),
})
export type SettingsPatch = z.infer<typeof SettingsPatch>

export const SettingPath = z.string().regex(/^[a-zA-Z]+\.[a-zA-Z]+$/)

/** The settings as owners see them: secrets are null, and named among those that are set. */
export const SettingsView = z.strictObject({
  values: Settings,
  secretsSet: z.array(SettingPath),
  /** Decided by the configuration, and not to be changed here. */
  fixed: z.array(SettingPath),
  /** What the configuration allows at all. */
  partsAllowed: z.array(Part),
})
export type SettingsView = z.infer<typeof SettingsView>

export const SettingsChangeId = z.uuid().toLowerCase().brand('SettingsChangeId')
export type SettingsChangeId = z.infer<typeof SettingsChangeId>

const LoggedValue = z.union([z.boolean(), z.number(), z.string(), z.array(z.string()), z.array(Consent), z.null()])

/** One setting that was changed. Of a secret is told that it was set or not, nothing else. */
export const SettingsChange = z.strictObject({
  id: SettingsChangeId,
  path: SettingPath,
  before: LoggedValue,
  after: LoggedValue,
  secret: z.boolean(),
  at: z.iso.datetime(),
  /** Null: the system. */
  by: z.string().nullable(),
  /** It is what holds now, and what held before can be put back. */
  undoable: z.boolean(),
})
export type SettingsChange = z.infer<typeof SettingsChange>
