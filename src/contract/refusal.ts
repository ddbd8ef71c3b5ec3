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
  'not-controller', // somebody else steers, or nobody
  'not-in-this-phase',
  'meeting-over',
  'link-used', // a set-up link that was used, ran out or never was
  'conflict', // the same id, or the same place, is taken by something else
  'part-off', // this part of Plenary is switched off here
  'wrong-method', // an endpoint stands at this address, under another method
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

  constructor(code: RefusalCode, detail: { path?: string; hint?: string } = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.path = detail.path
    this.hint = detail.hint
  }
}
