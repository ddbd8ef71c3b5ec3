import { useRef, useState } from 'preact/hooks'
import type { ActivityId, Word } from '../../../contract/activity.schema.ts'
import { WORD_CHARS_MAX, WORDS_PER_PERSON_MAX } from '../../../contract/limits.ts'
import { Closed } from '../../attend/closed.tsx'
import { Fate } from '../../attend/fate.tsx'
import type { Own } from '../../attend/own.ts'
import { useTimeUp } from '../../attend/use-own.ts'
import { useWords } from '../../attend/words.ts'
import { Button } from '../../ui/button.tsx'
import { CloudList } from '../../ui/cloud-list.tsx'
import { Field } from '../../ui/field.tsx'
import { Spinner } from '../../ui/progress.tsx'
import type { FaceProps, ResultProps, Shown } from '../phone.ts'

/** A field for one word after the other, and everybody's cloud below it. */
export function Face({ activity: cloud, phase, own, attending }: FaceProps<'cloud'>) {
  const { attend, common } = useWords()
  const timeUp = useTimeUp(phase.at === 'open' ? phase.closesAt : null, attending.socket.clockOffsetMs.value)
  const isOpen = phase.at === 'open' && !timeUp
  const words = phase.tally?.kind === 'cloud' ? phase.tally.words : []
  return (
    <>
      {isOpen && <WordForm cloud={cloud} opening={phase.opening} own={own} attending={attending} shown={words} />}
      {!isOpen && phase.at !== 'results' && <Closed />}
      {phase.at === 'results' && phase.tally.kind === 'cloud' && (
        <p class="result-line">
          <strong>{attend.results.title}</strong>{' '}
          <span class="quiet digits">
            {words.length === 0 ? attend.results.none : attend.results.answers(phase.tally.answered)}
          </span>
        </p>
      )}
      {words.length > 0 ? (
        <CloudList title={attend.cloud.title} words={words} wordText={common.wordCount} />
      ) : (
        isOpen && <p class="cloud-empty quiet">{attend.cloud.empty}</p>
      )}
    </>
  )
}

type WordFormProps = Pick<FaceProps<'cloud'>, 'own' | 'attending'> & {
  cloud: Shown<'cloud'>
  opening: number
  shown: readonly Word[]
}

function WordForm({ cloud, opening, own, attending, shown }: WordFormProps) {
  const { attend } = useWords()
  const form = useRef<HTMLFormElement>(null)
  const [isFull, setFull] = useState(false)
  const left = cloud.wordsPerPersonMax - own.counted.length - own.sent.length
  const send = (sent: Event) => {
    sent.preventDefault()
    const field = form.current?.elements.namedItem('word')
    if (!(field instanceof HTMLInputElement)) return
    const word = field.value.trim()
    field.focus()
    if (!word || left <= 0 || !own.isKnown) return
    const isTaken = attending.answer({ activity: cloud.id, opening }, { kind: 'cloud', word })
    setFull(!isTaken)
    if (isTaken) field.value = ''
  }
  const last = own.counted.at(-1)
  const waiting = waitingOf(attending, cloud.id, opening)
  const waits = (word: string) => waiting.has(word) && !shown.some((one) => one.word.toLowerCase() === word.toLowerCase())
  const isMany = cloud.wordsPerPersonMax === WORDS_PER_PERSON_MAX
  return (
    <>
      {left > 0 ? (
        <form ref={form} class="word-form" noValidate onSubmit={send}>
          <Field
            label={attend.cloud.label}
            name="word"
            hint={`${isMany ? attend.cloud.hint : attend.cloud.hintFew} ${attend.cloud.limit(WORD_CHARS_MAX)}`}
            error={isFull ? attend.tooManyWaiting : undefined}
            maxLength={WORD_CHARS_MAX}
            autocomplete="off"
            enterkeyhint="send"
            dir="auto"
          />
          <Button kind="primary" type="submit">
            {attend.cloud.send}
          </Button>
        </form>
      ) : (
        <p class="cloud-full">{attend.cloud.full}</p>
      )}
      <OwnWords own={own} waits={waits} left={isMany || left <= 0 ? '' : attend.cloud.left(left)} />
      <Fate
        own={own}
        status={attending.socket.status.value}
        text={last === undefined ? '' : waits(last) ? attend.cloud.waits : attend.cloud.sent(last)}
      />
    </>
  )
}

/** One's own words that a moderator looks at first: as the seat remembered them, and as was heard since. */
function waitingOf(
  { seat, outbox }: FaceProps<'cloud'>['attending'],
  activity: ActivityId,
  opening: number,
): ReadonlySet<unknown> {
  const remembered = seat.value?.answers.filter((one) => one.activity === activity && one.fate === 'waiting') ?? []
  const heard = outbox.answers.value.filter(
    (one) => one.activity === activity && one.opening === opening && one.fate.at === 'counted' && one.fate.isWaiting,
  )
  return new Set([...remembered, ...heard].map(({ given }) => (given as { word?: unknown }).word))
}

/** What one has sent oneself: ringed once counted, with a turning ring while on its way. */
function OwnWords({ own, waits, left }: { own: Own; waits: (word: string) => boolean; left: string }) {
  const { attend, common } = useWords()
  const all = [...own.counted.map((word) => ({ word, isCounted: true })), ...own.sent.map((word) => ({ word, isCounted: false }))]
  if (all.length === 0 && !left) return null
  return (
    <div class="own-words">
      {all.length > 0 && (
        <ul class="own-words-list" aria-label={common.bars.own}>
          {all.map(({ word, isCounted }, i) => (
            <li key={`${i}/${word}`} class={isCounted ? 'own-word' : 'own-word own-word-sent'}>
              <span>
                <bdi>{word}</bdi>
                {isCounted && waits(word) && <span class="quiet small"> · {attend.cloud.waits}</span>}
              </span>
              {!isCounted && <Spinner />}
            </li>
          ))}
        </ul>
      )}
      {left && <p class="quiet small">{left}</p>}
    </div>
  )
}

export function Result({ tally }: ResultProps<'cloud'>) {
  const { attend, common } = useWords()
  return (
    <>
      <p class="quiet digits">{attend.results.answers(tally.answered)}</p>
      <CloudList title={attend.cloud.title} words={tally.words} wordText={common.wordCount} />
    </>
  )
}
