import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../../contract/endpoints.ts'
import type { Letter, MailId } from '../../../contract/mails.schema.ts'
import { type MailKind, mailPaths } from '../../../contract/mails.ts'
import type { MailsWords } from '../../../words/mails/en.ts'
import { Button } from '../../ui/button.tsx'
import { iconTrash } from '../../ui/icon.tsx'
import { Notice, Toasts } from '../../ui/notice.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Confirm, type Question } from '../confirm.tsx'
import { ask, refusedBy } from '../door.ts'
import { Failed, Loading } from '../lone.tsx'
import { placeIn } from '../places.ts'
import { useToasts } from '../toasts.ts'
import { useWords } from '../words.ts'
import { StateBadge, timeOf } from './shared.tsx'

/** One mail: what became of it, and what it says, for as long as that is kept. */
export function MailPage({ id, words }: { id: MailId; words: MailsWords }) {
  const { console: all, common } = useWords()
  const { page } = words
  const [shown, setShown] = useState<Reply<'mail'> | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [question, setQuestion] = useState<Question | null>(null)
  const teller = useToasts()
  const load = useCallback(async () => {
    setFailed(null)
    try {
      setShown(await ask('mail', { mail: id }))
    } catch (error) {
      setFailed(refusedBy(error)?.message ?? '')
    }
  }, [id])
  useEffect(() => void load(), [load])
  const act = async (work: () => Promise<unknown>, said: string, after: () => unknown) => {
    try {
      await work()
      teller.tell('good', said)
      await after()
    } catch (error) {
      teller.tell('bad', refusedBy(error)?.message ?? all.failed.offline)
    }
  }
  if (failed === '') return <Failed onAgain={load} />
  if (!shown && !failed) return <Loading />
  const forget: Question = {
    title: page.removeTitle,
    text: page.removeText,
    go: page.remove,
    danger: true,
    onGo: () =>
      void act(
        () => ask('dropMail', { mail: id }),
        page.removed,
        () => location.assign(placeIn('mails')),
      ),
  }
  return (
    <main class="post" id="main">
      <header class="post-head">
        <a href={placeIn('mails')}>{page.back}</a>
        <h1>{shown ? words.kinds[shown.mail.kind] : page.title}</h1>
      </header>
      {failed && <Notice tone="bad">{failed}</Notice>}
      {shown && <Facts mail={shown.mail} words={words} />}
      {shown && (
        <div class="post-bar">
          {shown.letter && (
            <Button onClick={() => act(() => ask('sendMail', { mail: id, number: shown.mail.tries + 1 }), page.sending, load)}>
              {page.sendNow}
            </Button>
          )}
          <Button icon={iconTrash} onClick={() => setQuestion(forget)}>
            {page.remove}
          </Button>
        </div>
      )}
      {shown && !shown.letter && <Notice tone="info">{page.gone}</Notice>}
      {shown?.letter && <Said letter={shown.letter} isKey={isKey(shown.mail.kind)} words={words} />}
      <Confirm question={question} onClose={() => setQuestion(null)} />
      <Toasts toasts={teller.toasts} closeLabel={common.close} onClose={teller.close} />
    </main>
  )
}

function Facts({ mail, words }: { mail: Reply<'mail'>['mail']; words: MailsWords }) {
  const { page } = words
  return (
    <dl class="post-facts">
      <dt>{page.to}</dt>
      <dd>
        <bdi>{mail.to}</bdi>
      </dd>
      <dt>{page.state}</dt>
      <dd>
        <StateBadge state={mail.state} words={words} /> {mail.tries > 0 && page.tries(mail.tries)}
        {mail.state === 'queued' && mail.dueAt && mail.tries > 0 && `, ${page.nextTry(timeOf(mail.dueAt))}`}
      </dd>
      <dt>{page.at}</dt>
      <dd>
        <time dateTime={mail.madeAt}>{timeOf(mail.madeAt)}</time>
      </dd>
      {mail.answer && (
        <>
          <dt>{page.answer}</dt>
          <dd>
            <bdi>{mail.answer}</bdi>
          </dd>
        </>
      )}
    </dl>
  )
}

/** Whether a code stands behind its link. */
const isKey = (kind: MailKind): boolean => mailPaths[kind]?.endsWith('#') ?? false

/** In a frame that may do nothing: no script, no form; its links open beside it. */
function Said({ letter, isKey, words: { page } }: { letter: Letter; isKey: boolean; words: MailsWords }) {
  const [view, setView] = useState<'html' | 'text'>('html')
  const tabs = [
    { id: 'html', label: page.asHtml },
    { id: 'text', label: page.asText },
  ] as const
  return (
    <section class="post-part" aria-labelledby="mail-subject">
      <h2 id="mail-subject">
        <bdi>{letter.subject}</bdi>
      </h2>
      {isKey && <Notice tone="warn">{page.secret}</Notice>}
      <Tabs label={page.views} tabs={tabs} chosen={view} onChoose={setView}>
        {view === 'html' ? (
          <iframe
            class="post-frame"
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            title={letter.subject}
            srcdoc={letter.html.replace('<head>', '<head><base target="_blank">')}
          />
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keys
          <pre class="post-text" tabIndex={0}>
            {letter.text}
          </pre>
        )}
      </Tabs>
    </section>
  )
}
