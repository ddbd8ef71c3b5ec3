/** Every expected "no" there is. Each door translates the list once; the compiler checks that it is complete. */
export const refusalCodes = [
  'bad-input', // a field is missing or not of its form; `path` names it
  'too-large', // more bytes than taken in
  'too-many', // a limit of how often or how many
  'not-signed-in',
  'not-allowed',
  'not-joined', // no participant of this meeting
  'not-found',
  'wrong-code',
  'name-taken',
  'name-unfit', // empty after cleaning, or a word we do not show on a big screen
  'already-answered',
  'activity-not-open',
  'wrong-kind', // a word for a poll, a choice for a cloud
  'unknown-choice',
  'word-limit', // this person has sent as many words as one may
  'word-unfit', // a word we do not show on a big screen
  'muted', // may watch and choose, but write nothing here
  'removed', // was taken out of this meeting, and may join again
  'meeting-locked', // nobody new comes in
  'second-code-wrong', // of those that join from the web, the changing digits are asked; missing, wrong or of some minutes ago
  'flags-closed', // no flags are taken in this meeting
  'joined-elsewhere', // a participant of another meeting that is not over, and not of this one
  'not-controller', // somebody else steers, or nobody
  'not-in-this-phase',
  'meeting-over',
  'link-used', // a set-up link that was used, ran out or never was
  'conflict', // the same id, or the same place, is taken by something else
  'part-off', // this part of Plenary is switched off here
  'setting-fixed', // decided by the configuration, not to be changed in the console
  'banned', // this person is banned here
  'last-owner', // without them nobody would own the instance
  'role-held', // holds a role here: it has to be taken away first
  'link-code-wrong', // no such code to link with, or it has run out
  'handle-unproven', // no services vouch for this chat account, and a role would come to it
  'sign-in-instead', // belongs to somebody with an account of their own
  'no-mail-server', // mails are kept here: there is nobody to send them
  'mail-gone', // was sent, and what it said is forgotten
  'address-private', // leads into a private network, which is not allowed here
  'webhook-off', // is switched off
  'wrong-credentials', // no such account, or not its password
  'address-taken', // an account has confirmed this address
  'address-unconfirmed', // of an account that cannot be used before
  'password-weak', // too short, common, digits alone, or like the name; `hint` says which
  'code-wrong', // a mailed code that never was, was used, or is good for something else
  'code-expired', // a mailed code that came too late
  'sign-up-closed', // nobody may make an account here
  'not-invited', // accounts are for the addresses of a list
  'consent-missing', // something has to be agreed to first; `hint` is its id
  'wrong-method', // an endpoint stands at this address, under another method
  'slot-taken', // somebody has this slot of a room, or something there at that time
  'too-few-seats', // more people are expected than the room holds; `hint` is how many it does
  'programme-unfit', // a file or address that cannot be taken in; `hint` says why
  'sheet-unfit', // a sheet of questions that cannot be read; `hint` says why
  'unavailable', // for the moment: try again
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** An expected no: changes nothing, is told to whoever asked, and is never logged as a fault. */
export class Refusal extends Error {
  readonly code: RefusalCode
  /** Where in the input the fault is, as `body.title` or `params.meeting`. */
  readonly path: string | undefined
  /** One more fact for people, such as the name that is still free. */
  readonly hint: string | undefined
  /** When it may be tried again, as far as that is known. */
  readonly waitSeconds: number | undefined

  constructor(code: RefusalCode, detail: { path?: string; hint?: string; waitSeconds?: number } = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.path = detail.path
    this.hint = detail.hint
    this.waitSeconds = detail.waitSeconds
  }
}
