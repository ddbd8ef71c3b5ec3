import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { MeetingView } from '../../contract/meeting.schema.ts'
import { joinPath } from '../lib/paths.ts'
import { useOrigin } from '../lib/use-origin.ts'
import { QrCode } from '../ui/qr-code.tsx'
import './join-card.css'
import type { Words } from './words.ts'

/** The digits that whoever joins from the web types besides; null where none are asked for. */
export const SecondCode = createContext<string | null>(null)

/** Large while everybody still comes in, small along the lower edge later. */
export function JoinCard({ view, words, large }: { view: MeetingView; words: Words; large?: boolean }) {
  const origin = useOrigin()
  const second = useContext(SecondCode)
  if (view.door === 'locked') return <p class="join-words">{words.stage.locked}</p>
  const address = `${origin}${joinPath(view.code)}`
  return (
    <div class={large ? 'join join-large' : 'join'}>
      <div class="join-qr">
        <QrCode text={address} label={words.stage.qr(address)} />
      </div>
      <p class="join-words">
        <span class="join-said">
          {words.stage.joinAt} <b dir="ltr">{`${new URL(origin).host}${joinPath()}`}</b>
        </span>
        <span class="join-code">
          {words.stage.code} <b dir="ltr">{view.code}</b>
        </span>
        {view.door === 'second code' && second && (
          <span class="join-code">
            {words.stage.secondCode} <b dir="ltr">{second}</b>
          </span>
        )}
      </p>
    </div>
  )
}
