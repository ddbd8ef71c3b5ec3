import { z } from 'zod'
import { ActivityId, PreparedActivity, ShownActivity, Tally } from './activity.schema.ts'
import { Guard, GuardPatch, guardOfNew } from './guard.schema.ts'
import { ALT_CHARS_MAX, CODE_CHARS_MAX, DESCRIPTION_CHARS_MAX, FLAG_PREFIX_CHARS_MAX, MEETING_TITLE_CHARS_MAX } from './limits.ts'
import { PictureId } from './pages.schema.ts'

export const MeetingId = z.uuid().toLowerCase().brand('MeetingId')
export type MeetingId = z.infer<typeof MeetingId>
export const PersonId = z.uuid().toLowerCase().brand('PersonId')
export type PersonId = z.infer<typeof PersonId>
/** 32 random bytes as base64url, made by a browser: whoever shows them is that guest. The server keeps their hash alone. */
export const GuestSecret = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '32 bytes as base64url')
/** An event is named by a short word in addresses and in the configuration, such as `spring-meet`. */
export const EventId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens, at most 40')
  .brand('EventId')
export type EventId = z.infer<typeof EventId>
/** A console tab's seat at the controls; made by the tab, kept over a reload. */
export const SeatId = z.uuid().toLowerCase().brand('SeatId')
export type SeatId = z.infer<typeof SeatId>

export const JoinCode = z
  .string()
  .min(4)
  .max(CODE_CHARS_MAX)
  .regex(/^[\p{L}\p{N}_-]+$/u, 'letters, digits, - and _ only')
export const AnswerPrefix = z.string().regex(/^[!-/:-@[-`{-~]$/, 'one sign, such as #')

/** What stands before a flag's code in braces; may be empty. */
export const FlagPrefix = z
  .string()
  .trim()
  .max(FLAG_PREFIX_CHARS_MAX)
  .regex(/^[^\s{}\p{C}]*$/u, 'no blanks or braces')
export const DEFAULT_FLAG_PREFIX = 'Plenary'

/** Flags as participants know them, while they may be handed in. */
export const ShownFlags = z.strictObject({ prefix: z.string() })

/** A meeting's picture; `address`: where it is shown from, on this host; `words`: what it shows, for whoever cannot see it, may be empty. */
export const ShownPicture = z.strictObject({ address: z.string(), words: z.string() })
export type ShownPicture = z.infer<typeof ShownPicture>

export const ScoreRow = z.strictObject({ name: z.string(), points: z.int(), rank: z.int() })
export type ScoreRow = z.infer<typeof ScoreRow>

/**
 * Where a meeting stands, with all that everybody in it may know. `tally` is there as soon as everybody may see it: for a cloud while it is
 * open, for a poll when its results are shown; before that a poll's counts go out on the feed of this opening, to those who answered.
 * `answered` says how many have, where neither everybody nor the stage may see a count; else null.
 * `opening` numbers the times an activity was opened (going back opens it again). Times are ISO 8601 in UTC.
 */
export const Phase = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('before') }),
  z.strictObject({ at: z.literal('waiting') }),
  z.strictObject({
    at: z.literal('open'),
    activity: ShownActivity,
    opening: z.int(),
    closesAt: z.iso.datetime().nullable(),
    tally: Tally.nullable(),
    answered: z.int().nullable(),
  }),
  z.strictObject({
    at: z.literal('closed'),
    activity: ShownActivity,
    opening: z.int(),
    tally: Tally.nullable(),
    answered: z.int().nullable(),
  }),
  z.strictObject({ at: z.literal('results'), activity: ShownActivity, opening: z.int(), tally: Tally }),
  z.strictObject({ at: z.literal('scoreboard'), scores: z.array(ScoreRow) }),
  z.strictObject({ at: z.literal('after') }),
])
export type Phase = z.infer<typeof Phase>
export type PhaseAt = Phase['at']

export const NetworkName = z.enum(['irc', 'discord', 'twitch', 'youtube'])
export type NetworkName = z.infer<typeof NetworkName>
/**
 * What may be wrong with a chat network. unreachable: no connection comes about · lost: it was cut · refused: the server turned us away · signin-failed:
 * who we are was not believed (SASL) · nick-taken: we go by another name, or none was free · not-in-channel: we are not let in · cannot-speak: we are in,
 * and may say nothing there.
 */
export const ChatFault = z.enum([
  'unreachable',
  'lost',
  'refused',
  'signin-failed',
  'nick-taken',
  'not-in-channel',
  'cannot-speak',
])
export type ChatFault = z.infer<typeof ChatFault>
const NAME_IN_CHAT_CHARS_MAX = 200
/**
 * A channel whose lines may answer the open activity. `server` tells channels of one name apart (IRC: the server as the settings have it);
 * null: this channel wherever the network has it.
 */
export const ChannelPlace = z.strictObject({
  network: NetworkName,
  server: z.string().trim().toLowerCase().min(1).max(NAME_IN_CHAT_CHARS_MAX).nullable().default(null),
  channel: z.string().trim().min(1).max(NAME_IN_CHAT_CHARS_MAX),
})
export type ChannelPlace = z.infer<typeof ChannelPlace>
/** `language`: what is said there, such as `fr`. */
export const ChannelBinding = ChannelPlace.extend({
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'a language, such as fr')
    .default('en'),
})
export type ChannelBinding = z.infer<typeof ChannelBinding>
/** What may be left out is left out. */
export type ChannelWish = z.input<typeof ChannelBinding>

/** Whoever is new comes in by the code alone, by a second one too (from the web), or not at all. */
export const DoorState = z.enum(['open', 'second code', 'locked'])
export type DoorState = z.infer<typeof DoorState>

/** Feed `meeting:ID`: what every participant, the stage and the console follow. */
export const MeetingView = z.strictObject({
  id: MeetingId,
  event: EventId.nullable(),
  title: z.string(),
  descriptionHtml: z.string(),
  /** Null: none of its own. */
  picture: ShownPicture.nullable(),
  code: z.string(),
  answerPrefix: z.string(),
  door: DoorState,
  /** Participants so far. */
  here: z.int(),
  /** Where it can be answered from a chat. */
  channels: z.array(ChannelPlace),
  /** Null: no flags are taken here. */
  flags: ShownFlags.nullable(),
  phase: Phase,
  /** Goes up when points moved by a result or a reset: whoever shows their own looks again. */
  scored: z.int(),
})
export type MeetingView = z.infer<typeof MeetingView>

export const MeetingChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('phase'), phase: Phase }),
  /** Counts are totals, not differences; a cloud brings only the words that moved. */
  z.strictObject({ kind: z.literal('tally'), activity: ActivityId, opening: z.int(), tally: Tally }),
  z.strictObject({ kind: z.literal('answered'), activity: ActivityId, opening: z.int(), answered: z.int() }),
  z.strictObject({ kind: z.literal('channels'), channels: z.array(ChannelPlace) }),
  z.strictObject({ kind: z.literal('here'), here: z.int() }),
  z.strictObject({ kind: z.literal('scored'), scored: z.int() }),
  z.strictObject({
    kind: z.literal('about'),
    title: z.string(),
    descriptionHtml: z.string(),
    picture: ShownPicture.nullable(),
    code: z.string(),
    answerPrefix: z.string(),
    door: DoorState,
    flags: ShownFlags.nullable(),
  }),
])
export type MeetingChange = z.infer<typeof MeetingChange>

/** Feed `activity:ID/OPENING`: the running count of an open poll, for those who answered it, the stage where its setting allows, and organizers. */
export const TallyView = z.strictObject({ activity: ActivityId, opening: z.int(), tally: Tally.nullable() })
export type TallyView = z.infer<typeof TallyView>
export const TallyChange = z.strictObject({ kind: z.literal('tally'), activity: ActivityId, opening: z.int(), tally: Tally })
export type TallyChange = z.infer<typeof TallyChange>

export const ConsoleActivity = z.strictObject({
  id: ActivityId,
  prepared: PreparedActivity,
  /** The presenter's notes, made by the server from Markdown; '' where there are none. */
  notesHtml: z.string(),
  /** Played or skipped: the next one is the first that is not done. */
  done: z.boolean(),
  answered: z.int(),
})
export type ConsoleActivity = z.infer<typeof ConsoleActivity>

/** Who steers: the seat of one console tab. `name` is the person's. */
export const Controller = z.strictObject({ seat: SeatId, name: z.string() })
export type Controller = z.infer<typeof Controller>

export const MeetingSettings = z.strictObject({
  title: z.string().trim().min(1).max(MEETING_TITLE_CHARS_MAX),
  description: z.string().max(DESCRIPTION_CHARS_MAX).default(''),
  /** One that was uploaded for a meeting. */
  picture: PictureId.nullable().default(null),
  /** What it shows, for whoever cannot see it. */
  pictureWords: z.string().trim().max(ALT_CHARS_MAX).default(''),
  code: JoinCode,
  answerPrefix: AnswerPrefix,
  /** Shown in the public list of open meetings. */
  listed: z.boolean().default(true),
  /** Whoever is right first in a quiz has its bonus. */
  rewardFirst: z.boolean().default(true),
  guard: Guard.default(guardOfNew),
  /** From when to when it stands in the public list, in UTC; both null: while it runs. A direct address works at any time. */
  startsAt: z.iso.datetime().nullable().default(null),
  endsAt: z.iso.datetime().nullable().default(null),
  /** Participants may hand in flags. */
  showFlags: z.boolean().default(false),
  flagPrefix: FlagPrefix.default(DEFAULT_FLAG_PREFIX),
})
export type MeetingSettings = z.infer<typeof MeetingSettings>

/** What is left out stays. */
export const MeetingPatch = z.strictObject({
  title: MeetingSettings.shape.title.optional(),
  description: z.string().max(DESCRIPTION_CHARS_MAX).optional(),
  picture: PictureId.nullable().optional(),
  pictureWords: z.string().trim().max(ALT_CHARS_MAX).optional(),
  code: JoinCode.optional(),
  answerPrefix: AnswerPrefix.optional(),
  listed: z.boolean().optional(),
  rewardFirst: z.boolean().optional(),
  guard: GuardPatch.optional(),
  startsAt: z.iso.datetime().nullable().optional(),
  endsAt: z.iso.datetime().nullable().optional(),
  showFlags: z.boolean().optional(),
  flagPrefix: FlagPrefix.optional(),
})

/** Feed `meeting:ID/console`: everything, for organizers. */
export const ConsoleView = z.strictObject({
  id: MeetingId,
  event: EventId.nullable(),
  settings: MeetingSettings,
  /** Opens the stage without a sign-in. */
  stageKey: z.string(),
  activities: z.array(ConsoleActivity),
  channels: z.array(ChannelBinding),
  here: z.int(),
  at: z.enum(['before', 'waiting', 'open', 'closed', 'results', 'scoreboard', 'after']),
  /** The activity in front of the audience, in the phases that have one. */
  activity: ActivityId.nullable(),
  /** Which opening of it; null where there is none. */
  opening: z.int().nullable(),
  controller: Controller.nullable(),
  /** Earlier runs that are kept. */
  runs: z.int(),
})
export type ConsoleView = z.infer<typeof ConsoleView>

export const ConsoleChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('settings'), settings: MeetingSettings }),
  z.strictObject({ kind: z.literal('activity'), activity: ConsoleActivity }),
  z.strictObject({ kind: z.literal('removed'), activity: ActivityId }),
  z.strictObject({ kind: z.literal('order'), order: z.array(ActivityId) }),
  z.strictObject({ kind: z.literal('channels'), channels: z.array(ChannelBinding) }),
  z.strictObject({ kind: z.literal('here'), here: z.int() }),
  z.strictObject({
    kind: z.literal('phase'),
    at: ConsoleView.shape.at,
    activity: ActivityId.nullable(),
    opening: z.int().nullable(),
  }),
  z.strictObject({ kind: z.literal('answered'), activity: ActivityId, answered: z.int() }),
  z.strictObject({ kind: z.literal('controller'), controller: Controller.nullable() }),
  z.strictObject({ kind: z.literal('runs'), runs: z.int() }),
])
export type ConsoleChange = z.infer<typeof ConsoleChange>

/** What a participant alone may know: their own name, points and answers. */
export const OwnSeat = z.strictObject({
  name: z.string(),
  points: z.int(),
  /** Tells how the points move. */
  feed: z.string(),
  /** The place by points, ties sharing one; null unless the scoreboard is shown. */
  rank: z.int().nullable(),
  /** As of which of the meeting's `scored` these are the points. */
  scored: z.int(),
  /** `fate`: of a word that a moderator looks at first, or has refused; else it counts. */
  answers: z.array(
    z.strictObject({
      activity: ActivityId,
      opening: z.int(),
      given: z.unknown(),
      fate: z.enum(['waiting', 'refused']).optional(),
    }),
  ),
  /** Activities whose results were shown to everybody, in their order; a slide has none. */
  shown: z.array(z.strictObject({ activity: ActivityId, title: z.string() })),
})

/** Feed `meeting:ID/seat/PERSON`: a seat's points, for whoever sits there, while flags may be handed in. */
export const SeatView = z.strictObject({ points: z.int() })
export type SeatView = z.infer<typeof SeatView>
export const SeatChange = z.strictObject({ kind: z.literal('points'), points: z.int() })
export type SeatChange = z.infer<typeof SeatChange>
