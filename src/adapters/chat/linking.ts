import { Refusal } from '../../contract/refusal.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'
import type { Db, Tx } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import { openRate } from '../../platform/rate.ts'
import { inAll } from '../../words/everywhere.ts'
import { defaultLanguage, type Language, languageOf } from '../../words/languages.ts'
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
const HEARD_IN_MAX = 5_000

const wordsIn = await inAll(peopleWords)
const refusalsIn = await inAll(refusalsWords)

/** What it returns says whether the line was about linking; then it is no answer to anything. */
export function openLinking(means: {
  readonly db: Db
  readonly log: Log
}): (network: Network, server: string, heard: Heard) => Promise<boolean> {
  const tries = openRate(triesRate)
  /** The channel each account was last heard in: its language is theirs. Forgotten with the program. */
  const heardIn = new Map<string, string>()
  const write = (language: Language, work: (tx: Tx) => Promise<string>): Promise<string> =>
    means.db.write(work).catch((error: unknown) => {
      if (error instanceof Refusal) return refusalsIn(language)[error.code]
      means.log.error({ err: error }, 'chat: a linking ended with a fault')
      return refusalsIn(language).unavailable
    })

  const answerTo = (handle: people.ChatHandle, verb: string, code: string | undefined, language: Language): Promise<string> =>
    write(language, async (tx) => {
      const words = wordsIn(language).inChat
      if (verb === 'unlink') return (await people.unlinkFromChat(tx, handle)) ? words.unlinked : words.notLinked
      if (code === undefined) return words.code((await people.makeLinkCodeForHandle(tx, handle)).code)
      return (await people.sayLinkCode(tx, handle, code)).linked ? words.linked : words.confirm
    })

  return async (network, server, { channel, sender, text, at }) => {
    const account = `${server}/${sender.account}`
    if (channel !== null) remember(heardIn, account, channel)
    const [, verb = '', code] = said.exec(text) ?? []
    if (verb === '' || (channel !== null && (verb.toLowerCase() !== 'link' || code === undefined))) return false
    if (!tries.take(account, at.getTime())) return true
    const handle = { network: network.name, account, name: sender.name, proven: sender.proven }
    const place = { network: network.name, server, channel: channel ?? heardIn.get(account) ?? null }
    const language = languageOf((await means.db.read((tx) => meetings.languageOn(tx, place))) ?? '') ?? defaultLanguage
    const reply =
      channel === null
        ? await answerTo(handle, verb.toLowerCase(), code, language)
        : await write(language, async (tx) =>
            (await people.voidLinkCode(tx, code ?? '')) ? wordsIn(language).inChat.seenByAll : '',
          )
    if (reply !== '')
      await network.say(sender.name, reply).catch((error) => means.log.debug({ err: error }, 'chat: a reply was not sent'))
    return true
  }
}

/** The latest stand last, and the oldest go when there are too many. */
function remember(all: Map<string, string>, account: string, channel: string): void {
  all.delete(account)
  all.set(account, channel)
  for (const oldest of all.keys()) {
    if (all.size <= HEARD_IN_MAX) return
    all.delete(oldest)
  }
}
