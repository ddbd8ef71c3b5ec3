import type { EventId } from '../../../contract/meeting.schema.ts'
import type { Log } from '../../../platform/log.ts'
import { boardWords } from '../../../words/board/all.ts'
import { inAll } from '../../../words/everywhere.ts'
import { TooManyLines } from '../network.ts'
import type { HeardOfDay } from './context.ts'

/** Answers go to where the line was typed: to a channel with the name of whoever typed it, to a person without. Nobody waits for them. */

export interface Replies {
  send(of: HeardOfDay, reply: string): void
}

const wordsIn = await inAll(boardWords)

export function openReplies(means: { readonly log: Log; readonly boardLink: (event: EventId) => string }): Replies {
  const say = async ({ network, hearing, heard }: HeardOfDay, reply: string): Promise<void> => {
    const { channel, sender } = heard
    const [place, text] = channel === null ? [sender.name, reply] : [channel, `${sender.name}: ${reply}`]
    try {
      await network.say(place, text)
    } catch (error) {
      if (!(error instanceof TooManyLines)) throw error
      await network.say(place, shortened(text, wordsIn(hearing.language).more(means.boardLink(hearing.event)), error))
    }
  }
  return {
    send: (of, reply) => void say(of, reply).catch((error) => means.log.debug({ err: error }, 'chat: a reply was not sent')),
  }
}

/** As much as surely fits, whole words alone, and where the rest is. Lines end at blanks: each may lose the longest word that was cut. */
function shortened(text: string, more: string, { linesMax, lineBytesMax }: TooManyLines): string {
  const bytesMax = Math.floor((lineBytesMax * (linesMax - 1)) / 2)
  const cut = Buffer.from(text)
    .subarray(0, bytesMax)
    .toString('utf8')
    .replace(/\uFFFD+$/u, '')
  return `${cut.replace(/\s+\S*$/u, '')} ${more}`
}
