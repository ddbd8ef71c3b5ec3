import { z } from 'zod'
import { ActivityId } from './activity.schema.ts'
import { isConsentId } from './consents.ts'
import { TryOutcome } from './flags.schema.ts'
import { CONSENT_TEXT_CHARS_MAX, CONSENT_VERSION_CHARS_MAX } from './limits.ts'
import { mailKinds, mailStates } from './mails.ts'
import { EventId, MeetingId, PersonId } from './meeting.schema.ts'
import { HeldRole } from './people.schema.ts'
import { bookingActs } from './schedule.schema.ts'

export const ConsentId = z.string().refine(isConsentId, 'small letters, digits and hyphens')
export const ConsentVersion = z.string().trim().min(1).max(CONSENT_VERSION_CHARS_MAX)

/** What people are asked to agree to. A changed text is a new version, which nobody has agreed to yet. */
export const Consent = z.strictObject({
  id: ConsentId,
  version: ConsentVersion,
  text: z.string().trim().min(1).max(CONSENT_TEXT_CHARS_MAX),
  /** Without it there is no account. */
  required: z.boolean(),
})
export type Consent = z.infer<typeof Consent>
export const GivenConsent = Consent.pick({ id: true, version: true })
export type GivenConsent = z.infer<typeof GivenConsent>

const at = z.iso.datetime()
const orNever = at.nullable()

/** All that is kept of one person. Times are ISO 8601; secrets are never in it. */
export const PersonData = z.strictObject({
  /** Every id they have here, those of persons found to be them too. */
  persons: z.array(z.strictObject({ id: PersonId, name: z.string(), madeAt: at })),
  accounts: z.array(
    z.strictObject({
      userName: z.string(),
      email: z.string(),
      confirmed: z.boolean(),
      pendingEmail: z.string().nullable(),
      language: z.string(),
      madeAt: at,
      lastSignInAt: orNever,
      /** Kinds of browsers it was signed in with, the latest first. */
      devices: z.array(z.string()),
    }),
  ),
  handles: z.array(
    z.strictObject({ network: z.string(), account: z.string(), name: z.string(), proven: z.boolean(), madeAt: at }),
  ),
  signIns: z.array(z.strictObject({ device: z.string(), guest: z.boolean(), madeAt: at, expiresAt: at })),
  roles: z.array(HeldRole.extend({ grantedAt: at })),
  bans: z.array(z.strictObject({ event: EventId.nullable(), reason: z.string(), at })),
  keys: z.array(
    z.strictObject({ name: z.string(), scopes: z.array(z.string()), madeAt: at, usedAt: orNever, expiresAt: orNever }),
  ),
  consents: z.array(z.strictObject({ consent: z.string(), version: z.string(), givenAt: at, withdrawnAt: orNever })),
  /** Codes and links to chat accounts that wait. */
  links: z.array(z.strictObject({ network: z.string().nullable(), account: z.string().nullable(), expiresAt: at })),
  merges: z.array(z.strictObject({ person: PersonId, into: PersonId, at, undoneAt: orNever })),
  deletionAskedUntil: orNever,
  /** What they did that is written down, and what was done about them. */
  acts: z.array(
    z.strictObject({
      at,
      act: z.string(),
      subject: z.string(),
      by: z.enum(['you', 'others', 'system']),
      detail: z.record(z.string(), z.unknown()),
    }),
  ),
  meetings: z.array(
    z.strictObject({
      meeting: MeetingId,
      title: z.string(),
      event: EventId.nullable(),
      name: z.string(),
      points: z.int(),
      joinedAt: at,
      /** Of an earlier run: when it was put by; null: of the run now. */
      keptAt: orNever,
      /** The texts of the choices, or the word. */
      answers: z.array(z.strictObject({ activity: ActivityId, title: z.string(), at, said: z.array(z.string()) })),
    }),
  ),
  /** What they handed in as flags, wrong ones too. `flag`: its name; null where there is none. */
  flags: z.array(
    z.strictObject({
      meeting: MeetingId,
      flag: z.string().nullable(),
      text: z.string(),
      outcome: TryOutcome,
      points: z.int(),
      at,
    }),
  ),
  /** Slots that they booked or blocked, and what they did to bookings. */
  bookings: z.array(
    z.strictObject({
      event: EventId,
      room: z.string(),
      slot: z.string(),
      track: z.string().nullable(),
      blocked: z.string().nullable(),
      at,
    }),
  ),
  bookingActs: z.array(
    z.strictObject({ event: EventId, act: z.enum(bookingActs), slot: z.string(), track: z.string().nullable(), at }),
  ),
  /** Versions of a schedule that they released. */
  releases: z.array(z.strictObject({ event: EventId, version: z.string(), note: z.string(), at })),
  /** Meetings they steer just now. */
  steers: z.array(MeetingId),
  checkIns: z.array(z.strictObject({ event: EventId, name: z.string(), place: z.string(), in: at, out: orNever })),
  watches: z.array(z.strictObject({ event: EventId, name: z.string(), pattern: z.string(), since: at })),
  /** Events where they hide. */
  hidden: z.array(z.strictObject({ event: EventId })),
  /** What they changed on the board of an event. */
  boardActs: z.array(z.strictObject({ event: EventId, at, act: z.string(), track: z.string().nullable(), words: z.string() })),
  /** What a mail said is forgotten once it was sent. */
  mails: z.array(
    z.strictObject({
      to: z.string(),
      kind: z.enum(mailKinds),
      state: z.enum(mailStates),
      language: z.string(),
      madeAt: at,
      doneAt: orNever,
    }),
  ),
})
export type PersonData = z.infer<typeof PersonData>
