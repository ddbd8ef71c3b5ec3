import type { ToldTopic } from '../../../modules/board/index.ts'
import type { BoardWords } from '../../../words/board/en.ts'

/** Whoever hears of it later than that is told when it was said. */
const FRESH_MS = 600_000

/** A topic for whoever watches for it: what is typed for it, the track, where it is, and the topic. */
export function topicLine(words: BoardWords, topic: ToldTopic & { readonly at: string }, now: Date): string {
  const where = topic.place ? `#${topic.track} (${topic.place})` : `#${topic.track}`
  const at = new Date(topic.at)
  const late = now.getTime() - at.getTime() > FRESH_MS
  const said = `${topic.verb}: ${where}: ${topic.text}`
  return late ? `${said} ${words.earlier(`${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`)}` : said
}
