import type { Piece } from './said.ts'
import './said.css'

/** Words, labels and links of a line people wrote. */
export function Said({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <bdi class="said">
      {pieces.map((piece, at) => {
        const key = `${at} ${piece.text}`
        if (piece.is === 'text') return <span key={key}>{piece.text}</span>
        if (piece.is === 'label')
          return (
            <span key={key} class="said-label">
              {piece.text}
            </span>
          )
        return (
          <a key={key} href={piece.address} target="_blank" rel="noopener noreferrer">
            {piece.text}
          </a>
        )
      })}
    </bdi>
  )
}
