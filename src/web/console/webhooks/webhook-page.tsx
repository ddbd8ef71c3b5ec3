import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../../contract/endpoints.ts'
import { freshId } from '../../../contract/ids.ts'
import type { DeliveryCard, DeliveryId, WebhookCard, WebhookId } from '../../../contract/webhooks.schema.ts'
import type { WebhooksWords } from '../../../words/webhooks/en.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { iconEdit, iconTrash } from '../../ui/icon.tsx'
import { Toasts } from '../../ui/notice.tsx'
import { Confirm, type Question } from '../confirm.tsx'
import { ask, refusedBy } from '../door.ts'
import { Failed, Loading } from '../lone.tsx'
import { placeIn } from '../places.ts'
import { SecretDialog } from '../secret-dialog.tsx'
import { useToasts } from '../toasts.ts'
import { useWords } from '../words.ts'
import { DeliveryBadge, OnBadge, outcomeOf, timeOf } from './shared.tsx'
import { WebhookForm } from './webhook-form.tsx'

type Log = Reply<'webhookDeliveries'>

/** One webhook: what it hears and what may be done with it, and the log of its deliveries. */
export function WebhookDetails({ id, words }: { id: WebhookId; words: WebhooksWords }) {
  const { console: all, common } = useWords()
  const { card, log, failed, load, older } = useWebhook(id)
  const [editing, setEditing] = useState(false)
  const [question, setQuestion] = useState<Question | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const teller = useToasts()
  const act = async (work: () => Promise<unknown>, said?: string) => {
    try {
      await work()
      if (said) teller.tell('good', said)
      await load()
    } catch (error) {
      teller.tell('bad', refusedBy(error)?.message ?? all.failed.offline)
    }
  }
  if (failed) return <Failed onAgain={load} />
  if (card === 'loading' || !log) return <Loading />
  if (!card)
    return (
      <main class="post" id="main">
        <h1 class="unseen">{words.title}</h1>
        <EmptyState title={words.gone} action={<a href={placeIn('webhooks')}>{words.back}</a>} />
      </main>
    )
  const ofIt = { webhook: id }
  return (
    <main class="post" id="main">
      <Head card={card} words={words} />
      <Bar
        card={card}
        words={words}
        onAct={(work, said) => void act(work, said)}
        onAsk={setQuestion}
        onEdit={() => setEditing(true)}
        onSecret={setSecret}
      />
      <Deliveries webhook={id} log={log} words={words} onRefresh={load} onOlder={older} />
      {editing && (
        <WebhookForm
          words={words}
          before={card}
          onClose={() => setEditing(false)}
          onSave={async (given) => {
            await ask('changeWebhook', ofIt, given)
            setEditing(false)
            teller.tell('good', words.saved)
            await load()
          }}
        />
      )}
      <SecretDialog secret={secret} words={words} teller={teller} onClose={() => setSecret(null)} />
      <Confirm question={question} onClose={() => setQuestion(null)} />
      <Toasts toasts={teller.toasts} closeLabel={common.close} onClose={teller.close} />
    </main>
  )
}

interface BarProps {
  card: WebhookCard
  words: WebhooksWords
  onAct: (work: () => Promise<unknown>, said?: string) => void
  onAsk: (question: Question) => void
  onEdit: () => void
  onSecret: (secret: string) => void
}

/** What may be done with it; what cannot be undone is asked about first. */
function Bar({ card, words, onAct, onAsk, onEdit, onSecret }: BarProps) {
  const ofIt = { webhook: card.id }
  const test = () => ask('testWebhook', { ...ofIt, delivery: freshId<DeliveryId>(Date.now()) })
  const renew: Question = {
    title: words.renewTitle,
    text: words.renewText,
    go: words.renew,
    onGo: () => onAct(async () => onSecret((await ask('renewWebhookSecret', { ...ofIt, renewal: freshId(Date.now()) })).secret)),
  }
  const remove: Question = {
    title: words.removeTitle(card.name),
    text: words.removeText,
    go: words.remove,
    danger: true,
    onGo: () =>
      onAct(async () => {
        await ask('dropWebhook', ofIt)
        location.assign(placeIn('webhooks'))
      }),
  }
  return (
    <div class="post-bar">
      {card.off === null && <Button onClick={() => onAct(test, words.testSent)}>{words.test}</Button>}
      <Button icon={iconEdit} onClick={onEdit}>
        {words.edit}
      </Button>
      <Button onClick={() => onAct(() => ask('changeWebhook', ofIt, { on: card.off !== null }), words.saved)}>
        {card.off === null ? words.turnOff : words.turnOn}
      </Button>
      <Button onClick={() => onAsk(renew)}>{words.renew}</Button>
      <Button icon={iconTrash} onClick={() => onAsk(remove)}>
        {words.remove}
      </Button>
    </div>
  )
}

function useWebhook(id: WebhookId) {
  const [card, setCard] = useState<WebhookCard | null | 'loading'>('loading')
  const [log, setLog] = useState<Log | null>(null)
  const [failed, setFailed] = useState(false)
  const load = useCallback(async () => {
    setFailed(false)
    try {
      const { webhooks } = await ask('webhooks', undefined)
      const found = webhooks.find((one) => one.id === id) ?? null
      setLog(found ? await ask('webhookDeliveries', { webhook: id }) : { deliveries: [], next: null })
      setCard(found)
    } catch {
      setFailed(true)
    }
  }, [id])
  useEffect(() => void load(), [load])
  const older = async (after: DeliveryId) => {
    const more = await ask('webhookDeliveries', { webhook: id, after }).catch(() => null)
    if (more) setLog((known) => ({ ...more, deliveries: [...(known?.deliveries ?? []), ...more.deliveries] }))
    else setFailed(true)
  }
  return { card, log, failed, load, older }
}

function Head({ card, words }: { card: WebhookCard; words: WebhooksWords }) {
  return (
    <header class="post-head">
      <a href={placeIn('webhooks')}>{words.back}</a>
      <h1>
        <bdi>{card.name}</bdi>
      </h1>
      <p>
        <OnBadge off={card.off} words={words} />
      </p>
      <p dir="ltr">{card.address}</p>
      <p class="quiet small">{card.events.map((kind) => words.kinds[kind]).join(' · ')}</p>
    </header>
  )
}

interface DeliveriesProps {
  webhook: WebhookId
  log: Log
  words: WebhooksWords
  onRefresh: () => void
  onOlder: (after: DeliveryId) => void
}

function Deliveries({ webhook, log, words, onRefresh, onOlder }: DeliveriesProps) {
  const said = words.log
  const { next } = log
  return (
    <section class="post-head" aria-labelledby="deliveries">
      <h2 id="deliveries">{said.title}</h2>
      <p class="quiet small">{said.text}</p>
      <div>
        <Button onClick={onRefresh}>{said.refresh}</Button>
      </div>
      {log.deliveries.length === 0 && <EmptyState title={said.empty} />}
      {log.deliveries.length > 0 && (
        <table class="stacked post-table">
          <thead>
            <tr>
              {[said.event, said.state, said.answer, said.tries, said.at].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {log.deliveries.map((one) => (
              <DeliveryRow key={one.id} webhook={webhook} one={one} words={words} />
            ))}
          </tbody>
        </table>
      )}
      {next && (
        <div>
          <Button onClick={() => onOlder(next)}>{said.more}</Button>
        </div>
      )}
    </section>
  )
}

function DeliveryRow({ webhook, one, words }: { webhook: WebhookId; one: DeliveryCard; words: WebhooksWords }) {
  const said = words.log
  const event = words.kinds[one.event]
  return (
    <tr>
      <th scope="row" data-label={said.event}>
        <a href={placeIn('webhooks', `${webhook}/${one.id}`)} aria-label={said.open(event, timeOf(one.madeAt))}>
          {event}
        </a>
      </th>
      <td data-label={said.state}>
        <span>
          <DeliveryBadge state={one.state} words={words} />{' '}
          {one.dueAt && one.tries > 0 && <span class="quiet small">{said.nextTry(timeOf(one.dueAt))}</span>}
        </span>
      </td>
      <td class="post-long" data-label={said.answer}>
        <bdi>{outcomeOf(one)}</bdi>
      </td>
      <td data-label={said.tries}>{one.tries}</td>
      <td data-label={said.at}>
        <time dateTime={one.madeAt}>{timeOf(one.madeAt)}</time>
      </td>
    </tr>
  )
}
