import type { EventId } from '../src/contract/meeting.schema.ts'
import type { EndpointName } from '../src/contract/routes.ts'

/** Who asks, and how a case of the matrix says whom it lets in. Everything stands in the event `here`; those of `there` have nothing to say about it. */
export const here = 'here' as EventId
export const there = 'there' as EventId

export const everybody = [
  'stranger',
  'guest', // has a seat in the meeting
  'guest elsewhere', // in a meeting of another event
  'banned', // has a seat, and was banned from the event
  'account', // signed in, without any role
  'moderator',
  'organizer',
  'organizer elsewhere',
  'organizer of all',
  'owner',
] as const
export type Who = (typeof everybody)[number]

export interface Input {
  readonly params?: Record<string, string>
  readonly body?: unknown
}
/** `ok`, or the code of the refusal. */
export type Row = (who: Who) => string
export interface Case {
  readonly name: EndpointName
  readonly title: string
  readonly row: Row
  /** Good input, asked for once for each call: what can be done only once is made anew. */
  readonly input: () => Promise<Input> | Input
}

export const anyone: Row = () => 'ok'
export const only =
  (allowed: readonly Who[], refused = 'not-allowed', of: Partial<Record<Who, string>> = {}): Row =>
  (who) =>
    allowed.includes(who) ? 'ok' : (of[who] ?? refused)
/** Let in, and then refused for another reason. */
export const but =
  (row: Row, reason: string): Row =>
  (who) =>
    row(who) === 'ok' ? reason : row(who)

export const noStranger = { stranger: 'not-signed-in' }
export const organizersOfAll: readonly Who[] = ['organizer of all', 'owner']
export const organizersHere: readonly Who[] = ['organizer', ...organizersOfAll]
export const moderatorsHere: readonly Who[] = ['moderator', ...organizersHere]
export const withRoles: readonly Who[] = [...moderatorsHere, 'organizer elsewhere']
export const signedIn = everybody.filter((who) => who !== 'stranger')

export const runs = only(moderatorsHere)
export const organizes = only(organizersHere)
export const organizesAll = only(organizersOfAll)
export const owns = only(['owner'])
export const looksAfterAll = organizesAll
export const seated = only(['guest'], 'not-joined', { banned: 'banned' })
export const sees = only(['guest', ...moderatorsHere], 'not-joined', { banned: 'banned' })
export const keepsKeys = only(withRoles, 'not-allowed', noStranger)
/** A guest's cookie is no sign-in. */
export const hasSignIn = only(['account', ...withRoles], 'not-signed-in')
export const self = only(signedIn, 'not-signed-in')

export const one = (name: EndpointName, row: Row, input: Case['input'] = () => ({}), title = 'as usual'): Case => ({
  name,
  title,
  row,
  input,
})
