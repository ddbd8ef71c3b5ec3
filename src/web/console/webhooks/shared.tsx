import type { DeliveryCard, OffWhy } from '../../../contract/webhooks.schema.ts'
import type { WebhooksWords } from '../../../words/webhooks/en.ts'

export const timeOf = (iso: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(iso))

export function OnBadge({ off, words }: { off: OffWhy | null; words: WebhooksWords }) {
  const tone = off === null ? 'post-good' : off === 'by-hand' ? '' : 'post-bad'
  return <span class={`post-state ${tone}`}>{off === null ? words.on : words.off[off]}</span>
}

const tones = { waiting: '', delivered: 'post-good', failed: 'post-bad' } as const

export function DeliveryBadge({ state, words }: { state: DeliveryCard['state']; words: WebhooksWords }) {
  return <span class={`post-state ${tones[state]}`}>{words.log.states[state]}</span>
}

/** What the last try brought: the answer's number, or what kept one from coming. */
export function outcomeOf({ status, fault }: { status: number | null; fault: string | null }): string {
  return status === null ? (fault ?? '') : String(status)
}
