import { Refusal } from '../../contract/refusal.ts'
import * as people from '../../modules/people/index.ts'
import type { Db, Tx } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import { openRate } from '../../platform/rate.ts'
import { inAll } from '../../words/everywhere.ts'
import { defaultLanguage } from '../../words/languages.ts'
import { peopleWords } from '../../words/people/all.ts'
import { refusalsWords } from '../../words/refusals/all.ts'
import type { Heard, Network } from './network.ts'

/**
 * Linking a chat account with a person on the web: `link CODE`, `link` and `unlink`, by direct message alone. A code that was said in a channel has
 * been read by everybody: it is made void, and whoever said it is told so in private.
 */
const said = /^[!-/:-@[-`{-~]?(link|unlink)(?:\s+([0-9a-z]{4}[\s-]?[0-9a-z]{4}))?\s*$/i
/** One account has ten tries, then one every half minute. */
const triesRate = { burst: 10, perSecond: 1 / 30, keysMax: 5_000 }

const wordsIn = await inAll(peopleWords)
const refusalsIn = await inAll(refusalsWords)

/** What it returns says whether the line was about linking; then it is no answer to anything. */
export function openLinking(means: {
  readonly db: Db
  readonly log: Log
}): (network: Network, server: string, heard: Heard) => Promise<boolean> {
  const tries = openRate(triesRate)
  const words = wordsIn(defaultLanguage).inChat
  const write = (work: (tx: Tx) => Promise<string>): Promise<string> =>
    means.db.write(work).catch((error: unknown) => {
      if (error instanceof Refusal) return refusalsIn(defaultLanguage)[error.code]
      throw error
    })

  const answerTo = (handle: people.ChatHandle, verb: string, code: string | undefined): Promise<string> =>
    write(async (tx) => {
      if (verb === 'unlink') return (await people.unlinkFromChat(tx, handle)) ? words.unlinked : words.notLinked
      if (code === undefined) return words.code((await people.makeLinkCodeForHandle(tx, handle)).code)
      return (await people.sayLinkCode(tx, handle, code)).linked ? words.linked : words.confirm
    })

  return async (network, server, { channel, sender, text, at }) => {
    const [, verb = '', code] = said.exec(text) ?? []
    if (verb === '' || (channel !== null && (verb.toLowerCase() !== 'link' || code === undefined))) return false
    const account = `${server}/${sender.account}`
    if (!tries.take(account, at.getTime())) return true
    const handle = { network: network.name, account, name: sender.name, proven: sender.proven }
    const reply =
      channel === null
        ? await answerTo(handle, verb.toLowerCase(), code)
        : await write(async (tx) => ((await people.voidLinkCode(tx, code ?? '')) ? words.seenByAll : ''))
    if (reply !== '')
      await network.say(sender.name, reply).catch((error) => means.log.debug({ err: error }, 'chat: a reply was not sent'))
    return true
  }
}
