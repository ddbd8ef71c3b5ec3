import { z } from 'zod'
import { done, type Endpoint, none, paging } from './endpoint.ts'
import { BAN_REASON_CHARS_MAX, PEOPLE_SEARCH_CHARS_MAX } from './limits.ts'
import { EventId, PersonId } from './meeting.schema.ts'
import {
  Act,
  ActId,
  Handle,
  HandleId,
  HandleNetwork,
  LinkId,
  MergeId,
  PersonCard,
  PersonPage,
  Role,
  WaitingLink,
} from './people.schema.ts'

/** An event, or `*`: the whole instance. */
const Scope = z.union([EventId, z.literal('*')])
const person = z.strictObject({ person: PersonId })
const personIn = z.strictObject({ person: PersonId, event: Scope })
const roleOf = personIn.extend({ role: Role })

/** Who is known here: for those who look after people. */
export const people = {
  people: {
    summary:
      'The people, newest first; each once, whatever they were merged from. Moderators of an event ask for that `event` alone.',
    who: 'moderator',
    params: z.strictObject({
      text: z.string().trim().max(PEOPLE_SEARCH_CHARS_MAX).optional(),
      network: z.enum([...HandleNetwork.options, 'none']).optional(),
      role: Role.optional(),
      banned: z.enum(['yes', 'no']).optional(),
      event: EventId.optional(),
      ...paging(PersonId),
    }),
    body: none,
    reply: z.strictObject({ people: z.array(PersonCard), next: PersonId.nullable() }),
  },
  person: {
    summary:
      'One person, by any of their ids: handles, roles, bans, mergers, what was done about them and the meetings they joined.',
    who: 'moderator',
    params: person,
    body: none,
    reply: PersonPage,
  },
  grantRole: {
    summary: 'Give a role, in an event or (`*`) in the whole instance. Owners give all, organizers those below their own.',
    who: 'organizer',
    params: roleOf,
    body: none,
    reply: done,
  },
  revokeRole: {
    summary: 'Take a role away; it holds no longer on any open connection. The last owner stays.',
    who: 'organizer',
    params: roleOf,
    body: none,
    reply: done,
  },
  banPerson: {
    summary:
      'Ban a person from an event or (`*`) from the whole instance: no joining, no answering, no chat. Whoever holds a role there cannot be banned.',
    who: 'moderator',
    params: personIn,
    body: z.strictObject({ reason: z.string().trim().max(BAN_REASON_CHARS_MAX).default('') }),
    reply: done,
  },
  unbanPerson: { summary: 'Lift a ban.', who: 'moderator', params: personIn, body: none, reply: done },
  mergePeople: {
    summary: 'Say that two persons are one. Both ids stay good everywhere; can be undone.',
    who: 'organizer',
    params: person,
    body: z.strictObject({ other: PersonId }),
    reply: done,
  },
  undoMerge: {
    summary: 'Take a merger back: each is again who they would be without it.',
    who: 'organizer',
    params: z.strictObject({ merge: MergeId }),
    body: none,
    reply: done,
  },
  removePerson: {
    summary:
      'Forget a person: name, handles, sign-ins, keys, roles and the names of their seats. What they answered stays counted.',
    who: 'organizer',
    params: person,
    body: none,
    reply: done,
  },
  acts: {
    summary:
      'Who did what, newest first: by whom (`actor`), what (`act`, or the first part of some, as `role`), about whom (`subject`, as `person:…`).',
    who: 'organizer',
    params: z.strictObject({
      actor: PersonId.optional(),
      act: z
        .string()
        .regex(/^[a-z][a-z.-]{0,59}$/, 'small letters and dots')
        .optional(),
      subject: z.string().max(200).optional(),
      ...paging(ActId),
    }),
    body: none,
    reply: z.strictObject({ acts: z.array(Act), next: ActId.nullable() }),
  },
} as const satisfies Record<string, Endpoint>

/** One's own handles: linked by proof from both sides. */
export const linking = {
  myHandles: {
    summary: 'The accounts one is known by, and the links that wait for one’s word.',
    who: 'participant',
    params: none,
    body: none,
    reply: z.strictObject({ handles: z.array(Handle), waiting: z.array(WaitingLink) }),
  },
  makeLinkCode: {
    summary: 'A code to be said to the program in a chat, by direct message: `link CODE`. Good once, for ten minutes.',
    who: 'participant',
    params: none,
    body: none,
    reply: z.strictObject({ code: z.string(), expiresAt: z.iso.datetime() }),
  },
  enterLinkCode: {
    summary:
      'Enter a code that the program gave a chat account. Where this account is somebody already, `waiting` is the link to confirm; else null, and it is linked.',
    who: 'participant',
    params: none,
    body: z.strictObject({ code: z.string().trim().min(1).max(20) }),
    reply: z.strictObject({ waiting: LinkId.nullable() }),
  },
  confirmLink: {
    summary: 'Confirm that the person of a chat account and oneself are one.',
    who: 'participant',
    params: z.strictObject({ link: LinkId }),
    body: none,
    reply: done,
  },
  dropLink: {
    summary: 'Give up a link that waits.',
    who: 'participant',
    params: z.strictObject({ link: LinkId }),
    body: none,
    reply: done,
  },
  unlinkHandle: {
    summary: 'Part a chat account from oneself.',
    who: 'participant',
    params: z.strictObject({ handle: HandleId }),
    body: none,
    reply: done,
  },
} as const satisfies Record<string, Endpoint>
