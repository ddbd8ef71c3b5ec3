import type { Choice, ShownActivity, Tally } from '../../../contract/activity.schema.ts'
import { Explained } from '../../stage/explained.tsx'
import { columnsFor, columnsForTiles } from '../../stage/fit.ts'
import { FitBox } from '../../stage/fit-box.tsx'
import { percent } from '../../ui/bars.ts'
import { Count } from '../../ui/count.tsx'
import { Icon, iconTick } from '../../ui/icon.tsx'
import { Shape } from '../../ui/shape.tsx'
import './stage.css'
import type { Words } from '../../stage/words.ts'

/** A quiz is a poll to look at; once its result is shown, the right ones are marked. */
export type Poll = Extract<ShownActivity, { kind: 'poll' | 'quiz' }>
export type PollTally = Extract<Tally, { kind: 'poll' | 'quiz' }>

interface PollProps {
  poll: Poll
  opening: number
  /** Null: the counts are not for the big screen now. */
  tally: PollTally | null
  prefix: string
  words: Words
}

/**
 * A question with its choices, each with mark, text and what to type in a chat. Without counts they are tiles, as large as a hall allows; where counts are
 * shown while people answer, bars have their room from the start and grow where the choices already stand.
 */
export function PollFace({ poll, opening, tally, prefix, words }: PollProps) {
  const about = JSON.stringify([poll.title, poll.descriptionHtml, poll.choices, opening, tally !== null])
  const columns = (tally ? columnsFor : columnsForTiles)(poll.choices.length)
  return (
    <FitBox about={about} items={poll.choices.length} columns={columns}>
      <h1 class="question">{poll.title}</h1>
      <Explained html={poll.descriptionHtml} short />
      <ol class={tally ? 'poll poll-counted' : 'poll poll-asked'}>
        {poll.choices.map((choice, index) => (
          <Row
            key={choice.id}
            choice={choice}
            index={index}
            count={tally?.counts[choice.id] ?? null}
            answered={tally?.answered ?? 0}
            leads={poll.kind === 'poll' && leads(choice, tally)}
            right={poll.kind === 'quiz' && poll.right ? poll.right.includes(choice.id) : null}
            prefix={prefix}
            words={words}
          />
        ))}
      </ol>
    </FitBox>
  )
}

function leads(choice: Choice, tally: PollTally | null): boolean {
  const most = tally ? Math.max(0, ...Object.values(tally.counts)) : 0
  return most > 0 && tally?.counts[choice.id] === most
}

interface RowProps {
  choice: Choice
  index: number
  count: number | null
  answered: number
  leads: boolean
  /** Null: nothing is known of it, or nothing is right. */
  right: boolean | null
  prefix: string
  words: Words
}

function Row({ choice, index, count, answered, leads, right, prefix, words }: RowProps) {
  const share = percent(count ?? 0, answered)
  const letter = choice.short.length < 3 ? choice.short.toLocaleUpperCase(document.documentElement.lang) : undefined
  return (
    <li
      class={`poll-row answer-${String.fromCharCode(97 + (index % 8))}${leads ? ' poll-leads' : ''}${right === null ? '' : right ? ' poll-right' : ' poll-wrong'}`}
    >
      <Shape index={index} letter={letter} bare={!letter} />
      <span class="poll-label">
        <span class="poll-text" dir="auto">
          {choice.text}
        </span>
        {right && (
          <span class="poll-sign">
            <Icon path={iconTick} /> <span class="unseen">{words.common.bars.right}</span>
          </span>
        )}
        {!letter && (
          <code class="poll-short" dir="ltr">
            {prefix}
            {choice.short}
          </code>
        )}
      </span>
      <span class="poll-numbers">
        {count !== null && (
          <>
            <b>{words.common.percent(share)}</b> <Count value={count} format={words.common.number} />
          </>
        )}
      </span>
      <svg class="poll-track" aria-hidden="true">
        <rect class="poll-rail" width="100%" height="100%" />
        <rect class="poll-fill" height="100%" style={{ width: `${share}%` }} />
      </svg>
    </li>
  )
}
