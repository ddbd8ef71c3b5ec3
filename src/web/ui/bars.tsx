import './bars.css'
import { percent } from './bars.ts'
import { Icon, iconTick } from './icon.tsx'
import { Shape } from './shape.tsx'

export interface Bar {
  id: string
  /** Which answer it is, from 0: gives shape, letter and colour, wherever it stands in the list. */
  index: number
  label: string
  count: number
  letter?: string
  right?: boolean
  own?: boolean
}

export interface BarsWords {
  showTable: string
  answer: string
  count: string
  share: string
  right: string
  own: string
  percent: (share: number) => string
}

interface BarsProps {
  /** What the bars answer; names the figure for screen readers. */
  title: string
  bars: readonly Bar[]
  /** How many people answered: the whole, of which each count is a share. */
  answered: number
  words: BarsWords
  format?: (count: number) => string
  /** The big screen has no one to press it. */
  withoutTable?: boolean
}

/** Horizontal bars in the order given. A new count grows from the last one; once a right answer is marked, the others recede. */
export function Bars({ title, bars, answered, words, format = String, withoutTable }: BarsProps) {
  const revealed = bars.some((bar) => bar.right)
  return (
    <figure class="bars" aria-label={title}>
      <ol class="bars-list">
        {bars.map((bar) => (
          <Row key={bar.id} bar={bar} answered={answered} words={words} format={format} recedes={revealed && !bar.right} />
        ))}
      </ol>
      {!withoutTable && <Table title={title} bars={bars} answered={answered} words={words} format={format} />}
    </figure>
  )
}

type RowProps = Required<Pick<BarsProps, 'answered' | 'words' | 'format'>> & { bar: Bar; recedes: boolean }

function Row({ bar, answered, words, format, recedes }: RowProps) {
  const share = percent(bar.count, answered)
  const look = bar.right ? ' bar-right' : recedes ? ' bar-recedes' : ''
  return (
    <li class={`bar answer-${String.fromCharCode(97 + (bar.index % 8))}${look}`}>
      <Shape index={bar.index} letter={bar.letter} />
      <span class="bar-label">
        <span dir="auto">{bar.label}</span>
        {bar.right && (
          <span class="bar-sign">
            <Icon path={iconTick} />
            {words.right}
          </span>
        )}
        {bar.own && <span class="bar-own">{words.own}</span>}
      </span>
      <span class="bar-numbers">
        <b>{words.percent(share)}</b> <span class="bar-count">{format(bar.count)}</span>
      </span>
      <svg class="bar-track" aria-hidden="true">
        <rect class="bar-rail" width="100%" height="100%" />
        <rect class="bar-fill" height="100%" style={{ width: `${share}%` }} />
      </svg>
    </li>
  )
}

function Table({ title, bars, answered, words, format }: Required<Omit<BarsProps, 'withoutTable'>>) {
  return (
    <details class="behind">
      <summary>{words.showTable}</summary>
      <div class="behind-scroll">
        <table>
          <caption class="unseen">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.answer}</th>
              <th scope="col">{words.count}</th>
              <th scope="col">{words.share}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.id}>
                <th scope="row" dir="auto">
                  {bar.label}
                  {bar.right && ` (${words.right})`}
                </th>
                <td>{format(bar.count)}</td>
                <td>{words.percent(percent(bar.count, answered))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
