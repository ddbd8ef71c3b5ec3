import type { openAccounts } from '../adapters/accounts/index.ts'
import type { JobMeans } from '../adapters/jobs/index.ts'
import * as mails from '../modules/mails/index.ts'
import * as people from '../modules/people/index.ts'
import type { Seal } from '../platform/seal.ts'

/** Writes to whoever watches for a topic and could not be reached in a chat, where their account has a confirmed address. */
export const mailingTopics =
  (accounts: Pick<ReturnType<typeof openAccounts>, 'of'>, seal: Seal): JobMeans['mailTopic'] =>
  async (tx, id, person, { event, track, verb, text, place }) => {
    const [account] = (await accounts.of(tx, await people.accountsOf(tx, person), tx.now)).filter((one) => one.confirmed)
    if (!account) return false
    const facts = { name: account.userName, code: event, track, verb, text, place: place ?? '' }
    await mails.enqueue(tx, { id, to: account.email, person, language: account.language, kind: 'topic', facts }, seal)
    return true
  }
