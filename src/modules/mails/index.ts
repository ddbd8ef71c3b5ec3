/**
 * Mails: what was promised to be sent to an address, and what became of it. A mail is promised in the transaction of the command it tells of, and
 * leaves afterwards; without a mail server it is kept, for owners to read. What a mail is made of may be a secret: it is sealed, and forgotten as
 * soon as the mail has left. This module knows neither the words of a mail nor how it travels.
 */
import type { MailId } from '../../contract/mails.schema.ts'
import type { MailFacts, MailKind, MailState } from '../../contract/mails.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import { isMailAddress } from '../../contract/settings.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import type { Seal } from '../../platform/seal.ts'
import { settings } from '../instance/index.ts'
import { type Actor, has, recordAct } from '../people/index.ts'
import { giveUpAt, nextTry, type Outcome, plainAnswer } from './rules.ts'
import * as store from './store.ts'

export type { Outcome } from './rules.ts'
export type { MailRow } from './store.ts'

export const MAILS_KEPT_DAYS = 30
/** How long a try may take before somebody else tries. */
export const TRY_MS_MAX = 120_000
const DAY_MS = 86_400_000

/** A mail to be sent. The facts are those of its kind. */
export type NewMail = {
  [K in MailKind]: {
    /** The same id again is the same mail. */
    readonly id: MailId
    /** One address, nothing around it. */
    readonly to: string
    /** Whom it is about: forgotten with them. Left out for somebody of whom nothing is kept. */
    readonly person?: PersonId | null
    /** The reader's, such as `fr`. */
    readonly language: string
    readonly kind: K
    readonly facts: MailFacts[K]
  }
}[MailKind]

/** What a mail says, as far as this module knows. */
export type Content = { [K in MailKind]: { readonly kind: K; readonly facts: MailFacts[K] } }[MailKind]
/** A mail on its way, with what it is made of; null when the seal is of another secret. */
export type Taken = Omit<store.MailRow, 'kind'> & { readonly content: Content | null }

/** Wakes whoever sends. It looks by itself too, so this promise may be lost. */
const awaken = (tx: Tx, id: MailId, tries: number) => tx.later({ kind: 'send-mails', key: `${id}/${tries}`, payload: {} })

/** Promises a mail. Without a mail server it is kept. @throws Refusal `bad-input` when the address is none */
export async function enqueue(tx: Tx, mail: NewMail, seal: Seal): Promise<void> {
  if (!isMailAddress(mail.to)) throw new Refusal('bad-input', { path: 'body.email' })
  const isOn = await hasServer(tx)
  const made = await store.add(tx, {
    id: mail.id,
    to: mail.to,
    person: mail.person ?? null,
    language: mail.language,
    kind: mail.kind,
    facts: seal.sealed(JSON.stringify(mail.facts), purposeOf(mail.id)),
    state: isOn ? 'queued' : 'kept',
    giveUpAt: giveUpAt(mail.facts, tx.now),
  })
  if (made && isOn) awaken(tx, mail.id, 0)
}

const purposeOf = (id: MailId) => `mail ${id}`
const hasServer = async (tx: ReadTx): Promise<boolean> => (await settings(tx)).mail.url !== null

/** What is due, at most so many: for whoever sends them now, and tells within two minutes how it went. */
export async function take(tx: Tx, mailsMax: number, seal: Seal): Promise<Taken[]> {
  const rows = await store.take(tx, new Date(tx.now.getTime() + TRY_MS_MAX), mailsMax)
  return rows.map((row) => opened(row, seal))
}

function opened({ kind, facts, ...row }: store.WholeRow, seal: Seal): Taken {
  const text = facts === null ? null : seal.opened(facts, purposeOf(row.id))
  return { ...row, content: text === null ? null : ({ kind, facts: JSON.parse(text) } as Content) }
}

/** Puts down how a try ended. What was sent is forgotten but for its kind; what may still arrive is tried again, for as long as it makes sense. */
export async function settle(tx: Tx, mail: Pick<Taken, 'id' | 'tries' | 'giveUpAt'>, outcome: Outcome): Promise<void> {
  const dueAt = outcome.kind === 'later' ? nextTry(mail.tries, tx.now, mail.giveUpAt) : null
  const state: MailState = outcome.kind !== 'later' ? outcome.kind : dueAt ? 'queued' : 'failed'
  await store.settle(tx, mail, { state, answer: plainAnswer(outcome.answer), dueAt })
}

export interface MailFilter extends Page<MailId> {
  readonly state?: MailState | undefined
}

/** A page of the mails, newest first, and how many there are of each state. Owners alone. @throws Refusal `not-allowed`, `not-found` */
export async function mails(
  tx: ReadTx,
  actor: Actor,
  filter: MailFilter,
): Promise<{ mails: store.MailRow[]; next: MailId | null; counts: Record<MailState, number> }> {
  mustOwn(actor)
  if (filter.after && !(await store.find(tx, filter.after))) throw new Refusal('not-found', { path: 'params.after' })
  const { rows, next } = pageOf(await store.list(tx, filter.state ?? null, filter.after ?? null, rowsToAsk(filter)), filter)
  const counts = { queued: 0, kept: 0, sent: 0, refused: 0, failed: 0 }
  for (const { state, count } of await store.counts(tx)) counts[state] = count
  return { mails: rows, next, counts }
}

/**
 * One mail with what it says, as far as that is kept. It may hold a code that lets its reader in, so reading it is written down.
 * @throws Refusal `not-allowed`, `not-found`
 */
export async function readMail(
  tx: Tx,
  actor: Actor,
  id: MailId,
  seal: Seal,
): Promise<{ mail: store.MailRow; content: Content | null }> {
  mustOwn(actor)
  const { facts, ...mail } = await found(tx, id)
  const { content } = opened({ ...mail, facts }, seal)
  if (content) await recordAct(tx, actor, { act: 'mail.read', subject: `mail:${id}`, detail: { kind: mail.kind } })
  return { mail, content }
}

/**
 * Sends a mail now that waits, was kept, refused or given up: as this try, counted from 1. One that has been tried so often is left alone.
 * @throws Refusal `not-allowed`, `not-found`, `no-mail-server`, `mail-gone`, `conflict` when tries would be left out
 */
export async function sendAgain(tx: Tx, actor: Actor, id: MailId, number: number): Promise<void> {
  mustOwn(actor)
  const mail = await found(tx, id)
  if (mail.tries >= number) return
  if (mail.tries + 1 < number) throw new Refusal('conflict', { path: 'params.number', hint: String(mail.tries + 1) })
  if (mail.facts === null) throw new Refusal('mail-gone')
  if (!(await hasServer(tx))) throw new Refusal('no-mail-server')
  await store.queueAgain(tx, id, new Date(tx.now.getTime() + DAY_MS))
  await recordAct(tx, actor, { act: 'mail.send', subject: `mail:${id}`, detail: { kind: mail.kind } })
  awaken(tx, id, mail.tries)
}

/** Forgets a mail. @throws Refusal `not-allowed`, `not-found` */
export async function dropMail(tx: Tx, actor: Actor, id: MailId): Promise<void> {
  mustOwn(actor)
  if (!(await store.drop(tx, id))) throw new Refusal('not-found', { path: 'params.mail' })
  await recordAct(tx, actor, { act: 'mail.drop', subject: `mail:${id}` })
}

/** A mail that says only that mails arrive. @throws Refusal `not-allowed`, `no-mail-server`, `conflict` when the id is another mail's */
export async function sendTest(tx: Tx, actor: Actor, id: MailId, { to, language }: To, seal: Seal): Promise<void> {
  mustOwn(actor)
  const before = await store.find(tx, id)
  if (before?.kind === 'test' && before.to === to) return
  if (before) throw new Refusal('conflict', { path: 'params.mail' })
  if (!(await hasServer(tx))) throw new Refusal('no-mail-server')
  const person = actor.kind === 'person' ? actor : null
  await enqueue(tx, { id, to, person: person?.id, language, kind: 'test', facts: { name: person?.name ?? '' } }, seal)
  await recordAct(tx, actor, { act: 'mail.test', subject: `mail:${id}` })
}

interface To {
  readonly to: string
  readonly language: string
}

/** The mails about these persons, and those to their addresses from before they were persons: for their export. */
export const mailsOf = (tx: ReadTx, persons: readonly PersonId[], addresses: readonly string[] = []): Promise<store.MailRow[]> =>
  store.of(tx, persons, addresses)

/** Every mail about these persons is gone, sent or not, and every one to these addresses that is about nobody else. */
export const forgetMails = (tx: Tx, persons: readonly PersonId[], addresses: readonly string[] = []): Promise<void> =>
  store.dropOf(tx, persons, addresses)

/** Mails of more than thirty days ago are forgotten, but for those that are still being tried. */
export const dropOldMails = (tx: Tx): Promise<void> => store.dropBefore(tx, new Date(tx.now.getTime() - MAILS_KEPT_DAYS * DAY_MS))

async function found(tx: ReadTx, id: MailId): Promise<store.WholeRow> {
  const row = await store.find(tx, id)
  if (!row) throw new Refusal('not-found', { path: 'params.mail' })
  return row
}

function mustOwn(actor: Actor): void {
  if (!has(actor, 'owner', null)) throw new Refusal('not-allowed')
}
