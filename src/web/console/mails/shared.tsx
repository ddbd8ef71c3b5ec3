import type { MailState } from '../../../contract/mails.ts'
import type { MailsWords } from '../../../words/mails/en.ts'

export const timeOf = (iso: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))

const tones: Record<MailState, string> = {
  queued: '',
  kept: 'post-warn',
  sent: 'post-good',
  refused: 'post-bad',
  failed: 'post-bad',
}

export function StateBadge({ state, words }: { state: MailState; words: MailsWords }) {
  return <span class={`post-state ${tones[state]}`}>{words.states[state]}</span>
}
