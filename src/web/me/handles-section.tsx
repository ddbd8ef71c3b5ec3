import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import type { HandleNetwork } from '../../contract/people.schema.ts'
import type { PeopleWords } from '../../words/people/en.ts'
import { api, refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Notice, type Tone } from '../ui/notice.tsx'
import './handles-section.css'

type Mine = Reply<'myHandles'>
type Handle = Mine['handles'][number]
type Said = { tone: Tone; text: string } | null

const LOOK_EVERY_MS = 3_000
const names: Record<Exclude<HandleNetwork, 'account'>, string> = {
  irc: 'IRC',
  discord: 'Discord',
  twitch: 'Twitch',
  youtube: 'YouTube',
}

interface SectionProps {
  readonly words: PeopleWords
  /** What is said when no answer came, and on the buttons of a dialog. */
  readonly common: { readonly offline: string; readonly close: string; readonly cancel: string }
}

/** One's chat accounts: linked by a code that goes one way or the other, confirmed where they are somebody already, parted again. */
export function HandlesSection({ words, common }: SectionProps) {
  const said = words.mine
  const [code, setCode] = useState<Reply<'makeLinkCode'> | null>(null)
  const [leaving, setLeaving] = useState<Handle | null>(null)
  const { mine, news, act } = useHandles(code !== null, common.offline)
  const count = (mine?.handles.length ?? 0) + (mine?.waiting.length ?? 0)
  // What was said in the chat has come: the code is used.
  useEffect(() => setCode(null), [count])
  const chats = mine?.handles.filter((handle) => handle.network !== 'account') ?? []
  return (
    <section class="handles" aria-labelledby="handles">
      <h2 id="handles">{said.title}</h2>
      <p class="quiet">{said.text}</p>
      <div role="status">{news && <Notice tone={news.tone}>{news.text}</Notice>}</div>
      <Waiting mine={mine} words={words} act={act} />
      {mine && chats.length === 0 && <p class="quiet">{said.none}</p>}
      <ul class="handles-list">
        {chats.map((handle) => (
          <li key={handle.id}>
            <span>
              {nameOf(handle.network, words)} <bdi>{handle.name}</bdi>
            </span>
            <Button onClick={() => setLeaving(handle)}>
              {said.unlink}
              <span class="unseen"> ({said.unlinkNamed(handle.name)})</span>
            </Button>
          </li>
        ))}
      </ul>
      {code ? (
        <CodeShown code={code} words={words} />
      ) : (
        <div>
          <Button onClick={() => void act(null, async () => setCode(await api('makeLinkCode', undefined)))}>{said.link}</Button>
        </div>
      )}
      <EnterForm words={words} act={act} />
      <Leave handle={leaving} words={words} common={common} act={act} onClose={() => setLeaving(null)} />
    </section>
  )
}

/** The handles, looked for now and then while `isAwaited`; and how to do something about them. */
function useHandles(isAwaited: boolean, offline: string): { mine: Mine | null; news: Said; act: Act } {
  const [mine, setMine] = useState<Mine | null>(null)
  const [news, setNews] = useState<Said>(null)
  const load = useCallback(
    () =>
      api('myHandles', undefined).then(setMine, (error) => setNews({ tone: 'bad', text: refusalOf(error).message || offline })),
    [offline],
  )
  useEffect(() => void load(), [load])
  useEffect(() => {
    if (!isAwaited) return
    const timer = setInterval(() => void load(), LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [isAwaited, load])
  const act: Act = async (done, work) => {
    setNews(null)
    try {
      await work()
      if (done) setNews({ tone: 'good', text: done })
    } catch (error) {
      setNews({ tone: 'bad', text: refusalOf(error).message || offline })
    }
    await load()
  }
  return { mine, news, act }
}

/** Asks once before an account is parted. */
function Leave(props: SectionProps & { handle: Handle | null; act: Act; onClose: () => void }) {
  const { handle, words, common, act, onClose } = props
  const said = words.mine
  const go = () => {
    onClose()
    if (handle) void act(said.parted, () => api('unlinkHandle', { handle: handle.id }))
  }
  return (
    <Dialog
      open={handle !== null}
      title={handle ? said.unlinkSure(handle.name) : ''}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="danger" onClick={go}>
            {said.unlink}
          </Button>
        </>
      }
    >
      <p>{said.unlinkText}</p>
    </Dialog>
  )
}

const nameOf = (network: HandleNetwork, words: PeopleWords): string => (network === 'account' ? words.account : names[network])

type Act = (done: string | null, work: () => Promise<unknown>) => Promise<void>

/** Chat accounts that proved themselves but are somebody already. */
function Waiting({ mine, words, act }: { mine: Mine | null; words: PeopleWords; act: Act }) {
  const said = words.mine
  return (
    <>
      {mine?.waiting.map((link) => (
        <Notice key={link.id} tone="warn">
          <p>
            {said.waiting(`${nameOf(link.network, words)} ${link.name}`)}{' '}
            {link.alsoKnown.length > 0 &&
              said.alsoKnown(link.alsoKnown.map((one) => `${nameOf(one.network, words)} ${one.name}`).join(', '))}
          </p>
          <div class="handles-answers">
            <Button onClick={() => void act(said.linked, () => api('confirmLink', { link: link.id }))}>{said.confirm}</Button>
            <Button onClick={() => void act(null, () => api('dropLink', { link: link.id }))}>{said.refuse}</Button>
          </div>
        </Notice>
      ))}
    </>
  )
}

function CodeShown({ code, words }: { code: Reply<'makeLinkCode'>; words: PeopleWords }) {
  const until = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' }).format(new Date(code.expiresAt))
  return (
    <div class="handles-code">
      <p>{words.mine.say}</p>
      <p>
        <code>link {code.code}</code>
      </p>
      <p class="quiet small">{words.mine.until(until)}</p>
    </div>
  )
}

function EnterForm({ words, act }: { words: PeopleWords; act: Act }) {
  const said = words.mine
  const [typed, setTyped] = useState('')
  const enter = (sent: SubmitEvent) => {
    sent.preventDefault()
    if (typed.trim() === '') return
    void act(null, async () => {
      await api('enterLinkCode', undefined, { code: typed })
      setTyped('')
    })
  }
  return (
    <form class="handles-form" onSubmit={enter}>
      <p>{said.other}</p>
      <div>
        <Field
          label={said.code}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          maxLength={20}
          value={typed}
          onInput={(changed) => setTyped(changed.currentTarget.value)}
        />
        <Button type="submit">{said.enter}</Button>
      </div>
    </form>
  )
}
