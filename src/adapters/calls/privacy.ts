import type { Caller, Calls } from '../../contract/doors.ts'
import { freshId } from '../../contract/ids.ts'
import type { MailId } from '../../contract/mails.schema.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import type { privacy as declared } from '../../contract/privacy.endpoints.ts'
import type { PersonData } from '../../contract/privacy.schema.ts'
import * as board from '../../modules/board/index.ts'
import * as events from '../../modules/events/index.ts'
import * as flags from '../../modules/flags/index.ts'
import * as instance from '../../modules/instance/index.ts'
import * as mails from '../../modules/mails/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'
import * as schedule from '../../modules/schedule/index.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { CHANGES_KEPT_DAYS } from '../../platform/feeds.ts'
import { type Door, done } from './door.ts'
import { openTries } from './tries.ts'

const UNCONFIRMED_DAYS = 7
const deletionMails = { triesMax: 5, minutes: 24 * 60, keysMax: 50_000 }
const codeTries = { triesMax: 10, minutes: 15, keysMax: 50_000 }

/** What is kept of people: told to everybody in general, to each of their own in full, and forgotten on their word. */
export function privacyCalls(door: Door): Pick<Calls, keyof typeof declared> {
  const [asking, codes] = [openTries(deletionMails), openTries(codeTries)]
  const asked = async (tx: ReadTx) => (await instance.settings(tx)).accounts.consents
  return {
    privacy: () => door.db.read((tx) => toldOf(door, tx)),
    myData: (caller) => door.read(caller, (tx, actor) => dataOf(door, tx, actor)),
    myConsents: (caller) =>
      door.read(caller, async (tx, actor) => ({
        given: (await people.myConsents(tx, actor)).map((one) => ({ ...one, givenAt: one.givenAt.toISOString() })),
        asked: [...(await asked(tx))],
      })),
    giveConsent: (caller, { consent }, { version }) =>
      door.act(caller, async (tx, actor) => people.giveConsent(tx, actor, await asked(tx), { id: consent, version })),
    withdrawConsent: (caller, { consent }) =>
      door.act(caller, async (tx, actor) => people.withdrawConsent(tx, actor, await asked(tx), consent)),
    requestDeletion: async (caller) => {
      const actor = await door.actorOf(caller)
      if (actor.kind === 'person') asking.take([actor.id], Date.now())
      const gone = await door.write(caller, (tx, now) => requestDeletion(door, tx, now))
      if (gone) forgetCookies(caller)
      return { gone }
    },
    confirmDeletion: async (caller, _params, { code }) => {
      const actor = await door.actorOf(caller)
      if (actor.kind === 'person') codes.take([actor.id], Date.now())
      await door.write(caller, async (tx, now) => forgetRest(door, tx, await people.confirmDeletion(tx, now, code)))
      forgetCookies(caller)
      return done
    },
  }
}

function forgetCookies(caller: Caller): void {
  caller.remember?.('sign-in', null)
  caller.remember?.('guest', null)
}

/** True: done at once, since there is no address that mails reach. */
async function requestDeletion(door: Door, tx: Tx, actor: people.Actor): Promise<boolean> {
  const person = await people.oneself(tx, actor)
  const [account] = await door.accounts.of(tx, await people.accountsOf(tx, person.id), tx.now)
  if (!account?.confirmed || (await instance.settings(tx)).mail.url === null) {
    await forgetRest(door, tx, await people.deleteOneself(tx, actor))
    return true
  }
  const code = await people.requestDeletion(tx, actor)
  const facts = { name: account.userName, code, hours: people.DELETION_HOURS }
  const { email: to, language } = account
  const id = freshId<MailId>(tx.now.getTime())
  await mails.enqueue(tx, { id, to, person: person.id, language, kind: 'delete-account', facts }, door.seal)
  return false
}

/** What everybody else keeps of somebody who was forgotten goes in the same transaction. Permission is the caller's. */
export async function forgetRest(door: Pick<Door, 'accounts'>, tx: Tx, gone: people.Forgotten): Promise<void> {
  const accounts = await door.accounts.of(tx, gone.accounts, tx.now)
  const addresses = accounts.flatMap(({ email, pendingEmail }) => (pendingEmail ? [email, pendingEmail] : [email]))
  await flags.forgetSeats(tx, await meetings.forgetSeats(tx, gone.ids))
  await board.forgetPeople(tx, gone.ids)
  await mails.forgetMails(tx, gone.ids, addresses)
  await door.accounts.forget(tx, gone.accounts)
}

async function toldOf(door: Door, tx: ReadTx) {
  const { privacy, accounts, mail } = await instance.settings(tx)
  return {
    contact: privacy.contact,
    retentionDays: privacy.retentionDays,
    events: await events.ownRetention(tx),
    guestDays: people.GUEST_DAYS,
    signInHours: people.SIGN_IN_HOURS,
    keptSignInDays: people.KEPT_SIGN_IN_DAYS,
    mailDays: mails.MAILS_KEPT_DAYS,
    unconfirmedDays: UNCONFIRMED_DAYS,
    newsDays: CHANGES_KEPT_DAYS,
    sendsMails: mail.url !== null,
    networks: [...new Set(door.networks().map((one) => one.network))],
    consents: [...accounts.consents],
  }
}

/** Every part of the program gives its own. @throws Refusal `not-signed-in`, `not-allowed` */
async function dataOf(door: Door, tx: ReadTx, actor: people.Actor): Promise<PersonData> {
  const person = await people.oneself(tx, actor)
  const ids: PersonId[] = people.idsOf(person)
  const accounts = await door.accounts.of(tx, await people.accountsOf(tx, person.id), door.clock())
  const letters = await mails.mailsOf(
    tx,
    ids,
    accounts.map((one) => one.email),
  )
  const parts = {
    ...(await people.dataOf(tx, ids)),
    ...(await meetings.dataOf(tx, ids)),
    ...(await flags.dataOf(tx, ids)),
    ...(await board.dataOf(tx, ids)),
    ...(await schedule.dataOf(tx, ids)),
    accounts: accounts.map(({ id: _id, wish: _wish, ...shown }) => shown),
    mails: letters.map(({ to, kind, state, language, madeAt, doneAt }) => ({ to, kind, state, language, madeAt, doneAt })),
  }
  // As it leaves: times become text.
  return JSON.parse(JSON.stringify(parts)) as PersonData
}
