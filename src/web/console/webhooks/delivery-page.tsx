import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Attempt, DeliveryId, DeliveryPage, WebhookId } from '../../../contract/webhooks.schema.ts'
import type { WebhooksWords } from '../../../words/webhooks/en.ts'
import { Button } from '../../ui/button.tsx'
import { iconUndo } from '../../ui/icon.tsx'
import { Notice, Toasts } from '../../ui/notice.tsx'
import { ask, refusedBy } from '../door.ts'
import { Failed, Loading } from '../lone.tsx'
import { placeIn } from '../places.ts'
import { useToasts } from '../toasts.ts'
import { useWords } from '../words.ts'
import { DeliveryBadge, timeOf } from './shared.tsx'

/** One delivery: what is sent, and how each try went. */
export function DeliveryDetails({ webhook, id, words }: { webhook: WebhookId; id: DeliveryId; words: WebhooksWords }) {
  const { console: all, common } = useWords()
  const said = words.delivery
  const [page, setPage] = useState<DeliveryPage | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const teller = useToasts()
  const load = useCallback(async () => {
    setFailed(null)
    try {
      setPage(await ask('webhookDelivery', { webhook, delivery: id }))
    } catch (error) {
      setFailed(refusedBy(error)?.message ?? '')
    }
  }, [webhook, id])
  useEffect(() => void load(), [load])
  const replay = async () => {
    try {
      await ask('replayDelivery', { webhook, delivery: id, number: (page?.tries ?? 0) + 1 })
      teller.tell('good', said.replayed)
      await load()
    } catch (error) {
      teller.tell('bad', refusedBy(error)?.message ?? all.failed.offline)
    }
  }
  if (failed === '') return <Failed onAgain={load} />
  if (!page && !failed) return <Loading />
  return (
    <main class="post" id="main">
      <header class="post-head">
        <a href={placeIn('webhooks', webhook)}>{said.back}</a>
        <h1>{page ? words.kinds[page.event] : words.log.title}</h1>
        {page && (
          <p>
            <DeliveryBadge state={page.state} words={words} /> <time dateTime={page.madeAt}>{timeOf(page.madeAt)}</time>
            {page.dueAt && page.tries > 0 && `, ${words.log.nextTry(timeOf(page.dueAt))}`}
          </p>
        )}
      </header>
      {failed && <Notice tone="bad">{failed}</Notice>}
      {page && (
        <div class="post-bar">
          <Button icon={iconUndo} onClick={replay}>
            {said.replay}
          </Button>
          <Button onClick={load}>{words.log.refresh}</Button>
        </div>
      )}
      {page && <Sent page={page} words={words} />}
      {page && <Attempts page={page} words={words} />}
      <Toasts toasts={teller.toasts} closeLabel={common.close} onClose={teller.close} />
    </main>
  )
}

function Sent({ page, words: { delivery: said } }: { page: DeliveryPage; words: WebhooksWords }) {
  return (
    <section class="post-part" aria-labelledby="delivery-sent">
      <h2 id="delivery-sent">{said.request}</h2>
      <h3>{said.headers}</h3>
      <Code
        text={Object.entries(page.headers)
          .map(([name, value]) => `${name}: ${value}`)
          .join('\n')}
      />
      <h3>{said.body}</h3>
      <Code text={page.body} />
    </section>
  )
}

function Attempts({ page, words }: { page: DeliveryPage; words: WebhooksWords }) {
  const said = words.delivery
  return (
    <section class="post-head" aria-labelledby="delivery-tries">
      <h2 id="delivery-tries">{said.attempts}</h2>
      {page.attempts.length === 0 && <p class="quiet">{said.none}</p>}
      {page.attempts.map((one) => (
        <div key={one.nth} class="post-part">
          <p>
            <strong>{titleOf(one, words)}</strong>{' '}
            <span class="quiet small">
              <time dateTime={one.at}>{timeOf(one.at)}</time>, {said.took(one.durationMs)}
            </span>
          </p>
          {(one.fault ?? one.response) && <Code text={one.fault ?? one.response} />}
        </div>
      ))}
    </section>
  )
}

const titleOf = ({ status }: Attempt, { delivery: said }: WebhooksWords): string =>
  status === null ? said.noAnswer : said.answered(status)

function Code({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keys
    <pre class="post-text" dir="ltr" tabIndex={0}>
      {text}
    </pre>
  )
}
