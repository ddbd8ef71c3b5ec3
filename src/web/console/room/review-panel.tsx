import { useRef, useState } from 'preact/hooks'
import type { Tally } from '../../../contract/activity.schema.ts'
import type { ConsoleView } from '../../../contract/meeting.schema.ts'
import type { ReviewChange, ReviewView, SentWord, WaitingWord } from '../../../contract/order.schema.ts'
import { applyReviewChange, reviewFeed } from '../../../contract/order.ts'
import type { OrderWords } from '../../../words/order/en.ts'
import { useFeed } from '../../lib/use-feed.ts'
import { Button } from '../../ui/button.tsx'
import { ask, pageSocket } from '../door.ts'

type Verdict = 'approved' | 'refused'
type Judge = (verdict: Verdict, words: readonly SentWord[]) => void

interface ReviewProps {
  view: ConsoleView
  tally: Tally | null
  words: OrderWords
  onFailed: (error: unknown) => void
}

const keyOf = ({ activity, word }: SentWord) => `${activity}/${word}`
const bare = ({ activity, word }: SentWord): SentWord => ({ activity, word })

/** Words that wait, those on the wall, and those that were refused. */
export function ReviewPanel({ view, tally, words: { review: said }, onFailed }: ReviewProps) {
  const { value: review } = useFeed<ReviewView, ReviewChange>(pageSocket(), reviewFeed(view.id), applyReviewChange).view
  const [judged, setJudged] = useState<ReadonlySet<string>>(new Set())
  const judge: Judge = (verdict, all) => {
    const keys = all.map(keyOf)
    // Gone from the list at once, and back in it where the server did not hear.
    setJudged((before) => new Set([...before, ...keys]))
    ask('judgeWords', { meeting: view.id }, { verdict, words: all.map(bare) })
      .catch(onFailed)
      .finally(() => setJudged((before) => new Set([...before].filter((key) => !keys.includes(key)))))
  }
  if (!review) return null
  const waiting = review.waiting.filter((one) => !judged.has(keyOf(one)))
  const { activity } = view
  const standing = tally?.kind === 'cloud' && activity ? tally.words.map(({ word }) => ({ activity, word })) : []
  return (
    <>
      {view.settings.guard.review && (
        <>
          <p role="status" class={waiting.length > 0 ? 'unseen' : 'quiet'}>
            {waiting.length > 0 ? said.some : said.none}
          </p>
          {waiting.length > 0 && (
            <Waiting waiting={waiting} hidden={review.all - review.waiting.length} said={said} judge={judge} />
          )}
        </>
      )}
      <Judged
        title={said.standing}
        words={standing}
        act={said.takeBack}
        label={said.takeBackWord}
        onAct={(one) => judge('refused', [one])}
      />
      <Judged
        title={said.refused}
        words={review.refused}
        act={said.approve}
        label={said.approveWord}
        onAct={(one) => judge('approved', [one])}
      />
    </>
  )
}

interface WaitingProps {
  waiting: readonly WaitingWord[]
  hidden: number
  said: OrderWords['review']
  judge: Judge
}

/** Arrows go from word to word, A and R decide about the one that has the focus, and the next one takes it. */
function Waiting({ waiting, hidden, said, judge }: WaitingProps) {
  const list = useRef<HTMLUListElement>(null)
  const focus = (n: number, how: Verdict) =>
    list.current?.children[Math.max(0, Math.min(n, waiting.length - 1))]
      ?.querySelector<HTMLElement>(`[data-verdict=${how}]`)
      ?.focus()
  const decide = (n: number, how: Verdict) => {
    const one = waiting[n]
    if (!one) return
    focus(n + 1 < waiting.length ? n + 1 : n - 1, how)
    judge(how, [one])
  }
  const walk = (pressed: KeyboardEvent) => {
    const target = pressed.target as HTMLElement
    const n = [...(list.current?.children ?? [])].findIndex((row) => row.contains(target))
    if (n < 0 || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return
    const how: Verdict = target.dataset.verdict === 'refused' ? 'refused' : 'approved'
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(n + 1, how),
      ArrowUp: () => focus(n - 1, how),
      a: () => decide(n, 'approved'),
      r: () => decide(n, 'refused'),
    }
    const act = acts[pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key]
    if (!act) return
    pressed.preventDefault()
    act()
  }
  return (
    <div class="room-waiting">
      <h3>{said.title(waiting.length + hidden)}</h3>
      <p class="quiet small">{said.keys}</p>
      <ul ref={list} class="room-words" aria-label={said.list} onKeyDown={walk}>
        {waiting.map((one, n) => (
          <li key={keyOf(one)} class="room-word">
            <span class="room-word-said">
              <bdi>{one.word}</bdi> <span class="quiet small">{said.times(one.count)}</span>
            </span>
            <span class="room-word-acts">
              <Verdicts word={one.word} said={said} onJudge={(how) => decide(n, how)} />
            </span>
          </li>
        ))}
      </ul>
      {hidden > 0 && <p class="quiet small">{said.more(hidden)}</p>}
      <div>
        {waiting.length > 1 && <Button onClick={() => judge('approved', waiting)}>{said.approveAll(waiting.length)}</Button>}
      </div>
    </div>
  )
}

function Verdicts({ word, said, onJudge }: { word: string; said: OrderWords['review']; onJudge: (how: Verdict) => void }) {
  return (
    <>
      <button
        type="button"
        class="button button-quiet"
        data-verdict="approved"
        aria-label={said.approveWord(word)}
        onClick={() => onJudge('approved')}
      >
        <span class="button-face">{said.approve}</span>
      </button>
      <button
        type="button"
        class="button button-danger"
        data-verdict="refused"
        aria-label={said.refuseWord(word)}
        onClick={() => onJudge('refused')}
      >
        <span class="button-face">{said.refuse}</span>
      </button>
    </>
  )
}

interface JudgedProps {
  title: string
  words: readonly SentWord[]
  act: string
  label: (word: string) => string
  onAct: (one: SentWord) => void
}

/** Words that something was decided about, or that stand by themselves: each can be decided anew. */
function Judged({ title, words, act, label, onAct }: JudgedProps) {
  if (words.length === 0) return null
  return (
    <details class="behind">
      <summary>{`${title} (${words.length})`}</summary>
      <ul class="room-words">
        {words.map((one) => (
          <li key={keyOf(one)} class="room-word">
            <bdi class="room-word-said">{one.word}</bdi>
            <button type="button" class="button button-quiet" aria-label={label(one.word)} onClick={() => onAct(one)}>
              <span class="button-face">{act}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
