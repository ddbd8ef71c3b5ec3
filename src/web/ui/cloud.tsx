import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import './cloud.css'
import { CLOUD_FONT, type CloudDrawing, cloudBox, layoutCloud, strengthOfWeight } from './cloud-layout.ts'
import type { CloudWord } from './word-weight.ts'

const canvas = () => document.createElement('canvas')

/**
 * A word cloud that fills the box it stands in (give that a height). Words glide from their last place; new ones fade in.
 * `wordText` says a word with its count, for the list that screen readers get instead of the picture. The library is heavy: not for the phone.
 */
export function Cloud(props: { title: string; words: readonly CloudWord[]; wordText: (word: string, count: number) => string }) {
  const figure = useRef<HTMLElement>(null)
  const [side, setSide] = useState<{ width: number; height: number } | null>(null)
  const [drawing, draw] = useState<CloudDrawing | null>(null)
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(
      ([seen]) => seen && setSide({ width: seen.contentRect.width, height: seen.contentRect.height }),
    )
    if (figure.current) watcher.observe(figure.current)
    return () => watcher.disconnect()
  }, [])
  useEffect(() => {
    if (side && side.width > 0)
      draw((before) => layoutCloud(props.words, cloudBox(side.width, side.height), canvas, before ?? undefined))
  }, [side, props.words])
  return (
    <figure ref={figure} class="cloud" aria-label={props.title}>
      {drawing && <Drawing drawing={drawing} />}
      <ul class="unseen">
        {props.words.map(({ word, count }) => (
          <li key={word} dir="auto">
            {props.wordText(word, count)}
          </li>
        ))}
      </ul>
    </figure>
  )
}

function Drawing({ drawing: { box, placed } }: { drawing: CloudDrawing }) {
  const inOrder = [...placed].sort((a, b) => (a.word < b.word ? -1 : 1))
  return (
    <svg class="cloud-drawing" viewBox={`${-box.width / 2} ${-box.height / 2} ${box.width} ${box.height}`} aria-hidden="true">
      {inOrder.map(({ word, x, y, size, weight }) => (
        <text
          key={word}
          class={`cloud-word weight-${weight}`}
          text-anchor="middle"
          direction="ltr"
          style={{
            transform: `translate(${x}px, ${y}px)`,
            fontSize: `${size}px`,
            fontWeight: strengthOfWeight[weight],
            fontFamily: CLOUD_FONT,
          }}
        >
          {word}
        </text>
      ))}
    </svg>
  )
}
