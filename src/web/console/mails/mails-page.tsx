import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../../contract/endpoints.ts'
import { freshId } from '../../../contract/ids.ts'
import type { MailCard, MailId } from '../../../contract/mails.schema.ts'
import { type MailState, mailStates } from '../../../contract/mails.ts'
import { isMailAddress } from '../../../contract/settings.ts'
import type { MailsWords } from '../../../words/mails/en.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Notice, Toasts } from '../../ui/notice.tsx'
import { ask, refusedBy } from '../door.ts'
import { firstWrong, useSaving } from '../form.ts'
import type { PageProps } from '../pages.ts'
import { placeIn } from '../places.ts'
import { type Teller, useToasts } from '../toasts.ts'
import { useWords } from '../words.ts'
import { MailPage } from './mail-page.tsx'
import { StateBadge, timeOf } from './shared.tsx'
import './post.css'

type List = Reply<'mails'>

/** All mails, or one of them: what the address asks for. */
export function MailsPage({ rest, words }: PageProps & { words: MailsWords }) {
  return rest === '' ? <MailList words={words} /> : <MailPage key={rest} id={rest as MailId} words={words} />
}

function MailList({ words }: { words: MailsWords }) {
  const { common } = useWords()
  const { page } = words
  const [state, setState] = useState<MailState | undefined>()
  const { list, failed, again, more } = useMails(state)
  const teller = useToasts()
  return (
    <main class="post" id="main" aria-busy={list === null && !failed}>
      <header class="post-head">
        <h1>{page.title}</h1>
        <p class="quiet">{page.lead}</p>
      </header>
      {failed && (
        <Notice tone="bad" action={<Button onClick={again}>{common.tryAgain}</Button>}>
          {failed}
        </Notice>
      )}
      {list && <ServerNotice server={list.server} words={words} />}
      {list?.server.on && <TestForm words={words} teller={teller} onSent={again} />}
      {list && <Filter list={list} state={state} words={words} onChange={setState} onRefresh={again} />}
      {list?.mails.length === 0 && (
        <EmptyState title={state ? page.emptyState : page.empty} text={state ? undefined : page.emptyText} />
      )}
      {list && list.mails.length > 0 && <MailTable mails={list.mails} words={words} />}
      {list?.next && (
        <div>
          <Button onClick={more}>{page.more}</Button>
        </div>
      )}
      <Toasts toasts={teller.toasts} closeLabel={common.close} onClose={teller.close} />
    </main>
  )
}

function useMails(state: MailState | undefined) {
  const { console: all } = useWords()
  const [list, setList] = useState<List | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const read = useCallback(
    async (after: MailId | undefined) => {
      setFailed(null)
      try {
        const told = await ask('mails', { state, after })
        setList((known) => (after ? { ...told, mails: [...(known?.mails ?? []), ...told.mails] } : told))
      } catch (error) {
        setFailed(refusedBy(error)?.message ?? all.failed.offline)
      }
    },
    [state, all],
  )
  useEffect(() => void read(undefined), [read])
  return { list, failed, again: () => void read(undefined), more: () => void read(list?.next ?? undefined) }
}

function ServerNotice({ server, words: { page } }: { server: List['server']; words: MailsWords }) {
  const text = server.on ? page.serverOn(server.host ?? '', server.from) : page.serverOff
  return (
    <Notice tone={server.on ? 'info' : 'warn'} action={<a href={`${placeIn('settings')}#mail.url`}>{page.toSettings}</a>}>
      {text}
    </Notice>
  )
}

function TestForm({ words: { page }, teller, onSent }: { words: MailsWords; teller: Teller; onSent: () => void }) {
  const [to, setTo] = useState('')
  const saving = useSaving()
  // To oneself first of all; somebody without an account has no address here.
  useEffect(() => {
    ask('account', undefined).then(
      ({ account }) => setTo((typed) => typed || (account?.email ?? '')),
      () => {},
    )
  }, [])
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const wrong = { to: isMailAddress(to.trim()) ? undefined : page.unfit }
    const saved = await saving.save(wrong, async () => {
      await ask('sendTestMail', { mail: freshId<MailId>(Date.now()) }, { to: to.trim() })
      setTo('')
      teller.tell('good', page.testSent)
      onSent()
    })
    if (!saved) firstWrong(form)
  }
  return (
    <form class="post-part" noValidate onSubmit={submit} aria-labelledby="mail-test">
      <h2 id="mail-test">{page.test}</h2>
      {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
      <div class="post-bar">
        <Field
          type="email"
          label={page.testTo}
          error={saving.errors.to}
          dir="ltr"
          autocomplete="email"
          value={to}
          onInput={(typed) => setTo(typed.currentTarget.value)}
        />
        <Button type="submit" busy={saving.busy}>
          {page.testGo}
        </Button>
      </div>
    </form>
  )
}

interface FilterProps {
  list: List
  state: MailState | undefined
  words: MailsWords
  onChange: (state: MailState | undefined) => void
  onRefresh: () => void
}

function Filter({ list, state, words: { page, states }, onChange, onRefresh }: FilterProps) {
  const all = Object.values(list.counts).reduce((sum, n) => sum + n, 0)
  return (
    <div class="post-bar">
      <Select
        label={page.which}
        value={state ?? ''}
        onChange={({ currentTarget }) => onChange((currentTarget.value || undefined) as MailState | undefined)}
      >
        <option value="">{page.all(all)}</option>
        {mailStates.map((one) => (
          <option key={one} value={one}>
            {page.some(states[one], list.counts[one])}
          </option>
        ))}
      </Select>
      <Button onClick={onRefresh}>{page.refresh}</Button>
    </div>
  )
}

function MailTable({ mails, words }: { mails: readonly MailCard[]; words: MailsWords }) {
  const { page, kinds } = words
  return (
    <table class="stacked post-table">
      <thead>
        <tr>
          {[page.kind, page.to, page.state, page.at, page.answer].map((said) => (
            <th key={said} scope="col">
              {said}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.id}>
            <th scope="row" data-label={page.kind}>
              <a href={placeIn('mails', mail.id)} aria-label={page.openOf(kinds[mail.kind], mail.to)}>
                {kinds[mail.kind]}
              </a>
            </th>
            <td class="post-long" data-label={page.to}>
              <bdi>{mail.to}</bdi>
            </td>
            <td data-label={page.state}>
              <span>
                <StateBadge state={mail.state} words={words} />{' '}
                {mail.state === 'queued' && mail.dueAt && mail.tries > 0 && (
                  <span class="quiet small">{page.nextTry(timeOf(mail.dueAt))}</span>
                )}
              </span>
            </td>
            <td data-label={page.at}>
              <time dateTime={mail.madeAt}>{timeOf(mail.madeAt)}</time>
            </td>
            <td class="post-long" data-label={page.answer}>
              {mail.answer && <bdi>{mail.answer}</bdi>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
