import type { HandedIn } from '../../../contract/flags.schema.ts'
import type { FlagsWords } from '../../../words/flags/en.ts'
import { Notice, type Tone } from '../../ui/notice.tsx'
import { Explained } from '../explained.tsx'
import { useWords } from '../words.ts'

type HandWords = FlagsWords['hand']
const tones: Record<HandedIn['outcome'], Tone> = { first: 'good', found: 'good', again: 'info', unknown: 'bad' }

/** Here, since the page's own styles are loaded by everybody. */
const pictureStyle = { blockSize: 'auto', maxBlockSize: '40dvb', objectFit: 'contain' } as const

/** What became of a flag that was handed in. */
export function Told({ told, words }: { told: HandedIn; words: HandWords }) {
  const { common } = useWords()
  const { outcome, flag, points, total, text } = told
  if (outcome === 'unknown') return <Notice tone={tones[outcome]}>{words.unknown(text)}</Notice>
  const isNew = outcome !== 'again'
  return (
    <Notice tone={tones[outcome]}>
      <div class={`activity flag-told flag-${outcome}`}>
        <p>
          <strong>{words[outcome]}</strong>
        </p>
        {flag && <h2 dir="auto">{flag.name}</h2>}
        <p class="digits">
          {isNew ? words.brought(common.points(points), common.points(total)) : words.total(common.points(total))}
        </p>
        {flag?.picture && (
          <img
            style={pictureStyle}
            src={flag.picture.address}
            width={flag.picture.width}
            height={flag.picture.height}
            alt={flag.picture.words}
          />
        )}
        {flag && <Explained html={flag.descriptionHtml} />}
      </div>
    </Notice>
  )
}
