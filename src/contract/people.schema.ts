import { z } from 'zod'
import { EventId, MeetingId, NetworkName, PersonId } from './meeting.schema.ts'

export const ActId = z.uuid().toLowerCase().brand('ActId')
export type ActId = z.infer<typeof ActId>
export const HandleId = z.uuid().toLowerCase().brand('HandleId')
export type HandleId = z.infer<typeof HandleId>
export const LinkId = z.uuid().toLowerCase().brand('LinkId')
export type LinkId = z.infer<typeof LinkId>
export const MergeId = z.uuid().toLowerCase().brand('MergeId')
export type MergeId = z.infer<typeof MergeId>

export const Role = z.enum(['owner', 'organizer', 'moderator', 'member'])
export type Role = z.infer<typeof Role>
/** `event` null: in the whole instance. */
export const HeldRole = z.strictObject({ role: Role, event: EventId.nullable() })

/** Where a handle is at home: a chat network, or an account of this instance. */
export const HandleNetwork = z.enum([...NetworkName.options, 'account'])
export type HandleNetwork = z.infer<typeof HandleNetwork>

/** A platform account of a person. `account` is the network's stable id (IRC: `server/account`, unproven `server/nick@host`). */
export const Handle = z.strictObject({
  id: HandleId,
  network: HandleNetwork,
  account: z.string(),
  /** The name last seen. */
  name: z.string(),
  /** The network vouches for it. */
  proven: z.boolean(),
  madeAt: z.iso.datetime(),
})
export type Handle = z.infer<typeof Handle>

/** A chat account that has proved itself, but belongs to another person: linking makes the two one. */
export const WaitingLink = z.strictObject({
  id: LinkId,
  network: HandleNetwork,
  account: z.string(),
  name: z.string(),
  /** What else this other person is known by. */
  alsoKnown: z.array(z.strictObject({ network: HandleNetwork, name: z.string() })),
})
export type WaitingLink = z.infer<typeof WaitingLink>

/** What the list of people shows of each. */
export const PersonCard = z.strictObject({
  id: PersonId,
  name: z.string(),
  madeAt: z.iso.datetime(),
  handles: z.array(Handle.pick({ network: true, name: true, proven: true })),
  roles: z.array(HeldRole),
  /** Where they are banned; null: in the whole instance. */
  bannedIn: z.array(EventId.nullable()),
})
export type PersonCard = z.infer<typeof PersonCard>

export const Act = z.strictObject({
  id: ActId,
  at: z.iso.datetime(),
  /** Null: the system. An empty name: they were removed. */
  by: z.strictObject({ id: PersonId, name: z.string() }).nullable(),
  act: z.string(),
  subject: z.string(),
  subjectName: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
})
export type Act = z.infer<typeof Act>

export const Merge = z.strictObject({
  id: MergeId,
  /** The one who became the other, as named today, and all they are known by. */
  name: z.string(),
  at: z.iso.datetime(),
})

/** All that organizers see of one person. `id` is the one that lasts; another than was asked for when the two are one person. */
export const PersonPage = PersonCard.extend({
  handles: z.array(Handle),
  bans: z.array(z.strictObject({ event: EventId.nullable(), reason: z.string(), at: z.iso.datetime() })),
  merges: z.array(Merge),
  /** Acts about them, newest first; for organizers of the whole instance. */
  acts: z.array(Act),
  /** The meetings they joined that the asker may run, latest first. */
  meetings: z.array(
    z.strictObject({ id: MeetingId, title: z.string(), event: EventId.nullable(), name: z.string(), joinedAt: z.iso.datetime() }),
  ),
})
export type PersonPage = z.infer<typeof PersonPage>
