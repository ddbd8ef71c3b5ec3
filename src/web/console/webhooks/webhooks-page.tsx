import { useCallback, useEffect, useState } from 'preact/hooks'
import { freshId } from '../../../contract/ids.ts'
import type { DeliveryId, WebhookCard, WebhookId } from '../../../contract/webhooks.schema.ts'
import type { WebhooksWords } from '../../../words/webhooks/en.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { iconPlus } from '../../ui/icon.tsx'
import { Toasts } from '../../ui/notice.tsx'
import { ask } from '../door.ts'
import { Failed, Loading } from '../lone.tsx'
import '../mails/post.css'
import type { PageProps } from '../pages.ts'
import { placeIn } from '../places.ts'
import { SecretDialog } from '../secret-dialog.tsx'
import { useToasts } from '../toasts.ts'
import { useWords } from '../words.ts'
import { DeliveryDetails } from './delivery-page.tsx'
import { OnBadge, timeOf } from './shared.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookDetails } from './webhook-page.tsx'

/** All webhooks, one of them, or one delivery: what the address asks for. */
export function WebhooksPage({ rest, words }: PageProps & { words: WebhooksWords }) {
  const [webhook, delivery] = rest.split('/')
  if (webhook && delivery)
    return <DeliveryDetails key={rest} webhook={webhook as WebhookId} id={delivery as DeliveryId} words={words} />
  return webhook ? <WebhookDetails key={rest} id={webhook as WebhookId} words={words} /> : <WebhookList words={words} />
}

function WebhookList({ words }: { words: WebhooksWords }) {
  const { common } = useWords()
  const [list, setList] = useState<readonly WebhookCard[] | null>(null)
  const [failed, setFailed] = useState(false)
  const [making, setMaking] = useState<WebhookId | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const teller = useToasts()
  const load = useCallback(async () => {
    setFailed(false)
    try {
      setList((await ask('webhooks', undefined)).webhooks)
    } catch {
      setFailed(true)
    }
  }, [])
  useEffect(() => void load(), [load])
  if (failed) return <Failed onAgain={load} />
  if (!list) return <Loading />
  const add = (
    <Button kind="primary" icon={iconPlus} onClick={() => setMaking(freshId<WebhookId>(Date.now()))}>
      {words.add}
    </Button>
  )
  return (
    <main class="post" id="main">
      <header class="post-head">
        <h1>{words.title}</h1>
        <p class="quiet">{words.lead}</p>
      </header>
      {list.length === 0 ? <EmptyState title={words.empty} text={words.emptyText} action={add} /> : <div>{add}</div>}
      {list.map((one) => (
        <WebhookRow key={one.id} one={one} words={words} />
      ))}
      {making && (
        <WebhookForm
          words={words}
          before={null}
          onClose={() => setMaking(null)}
          onSave={async (given) => {
            const made = await ask('makeWebhook', { webhook: making }, given)
            setMaking(null)
            setSecret(made.secret)
            await load()
          }}
        />
      )}
      <SecretDialog secret={secret} words={words} teller={teller} onClose={() => setSecret(null)} />
      <Toasts toasts={teller.toasts} closeLabel={common.close} onClose={teller.close} />
    </main>
  )
}

function WebhookRow({ one, words }: { one: WebhookCard; words: WebhooksWords }) {
  const arrived = one.deliveredAt ? words.deliveredAt(timeOf(one.deliveredAt)) : words.never
  const counts = [arrived, one.waiting > 0 && words.waiting(one.waiting), one.failed > 0 && words.failed(one.failed)]
  return (
    <section class="post-part" aria-labelledby={one.id}>
      <h2 id={one.id}>
        <a href={placeIn('webhooks', one.id)}>
          <bdi>{one.name}</bdi>
        </a>{' '}
        <OnBadge off={one.off} words={words} />
      </h2>
      <p dir="ltr">{one.address}</p>
      <p class="quiet small">{counts.filter(Boolean).join(' · ')}</p>
    </section>
  )
}
