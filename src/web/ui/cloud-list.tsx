import './cloud-list.css'
import { type CloudWord, mostOf, weightOf } from './word-weight.ts'

/** The phone's cloud: the words by weight, flowing as text does, drawn by the style sheet alone. */
export function CloudList(props: {
  title: string
  words: readonly CloudWord[]
  wordText: (word: string, count: number) => string
}) {
  const most = mostOf(props.words)
  return (
    <ul class="cloud-list" aria-label={props.title}>
      {props.words.map(({ word, count }) => (
        <li key={word} class={`cloud-item weight-${weightOf(count, most)}`} dir="auto" title={props.wordText(word, count)}>
          {word}
          {count > 1 && <span class="cloud-count">{count}</span>}
        </li>
      ))}
    </ul>
  )
}
