import './shape.css'
import { answerMark } from './shapes.ts'

/**
 * An answer's mark: coloured shape with its letter in it. Meaning is in the text beside it, so it is silent for screen readers.
 * `bare` leaves the letter out, `turned` swaps the two colours for use on a ground of the answer's own colour.
 */
export function Shape(props: { index: number; bare?: boolean; turned?: boolean; letter?: string }) {
  const mark = answerMark(props.index)
  return (
    <svg class={`shape answer-${mark.token}${props.turned ? ' shape-turned' : ''}`} viewBox="0 0 40 40" aria-hidden="true">
      <path d={mark.path} />
      {!props.bare && (
        <text x="20" y={mark.letterY} text-anchor="middle">
          {props.letter ?? mark.letter}
        </text>
      )}
    </svg>
  )
}
