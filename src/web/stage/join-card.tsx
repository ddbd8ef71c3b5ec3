import type { MeetingView } from '../../contract/meeting.schema.ts'
import { joinPath } from '../lib/paths.ts'
import { useOrigin } from '../lib/use-origin.ts'
import { QrCode } from '../ui/qr-code.tsx'
import './join-card.css'
import type { Words } from './words.ts'

/** Large while everybody still comes in, small along the lower edge later. */
export function JoinCard({ view, words, large }: { view: MeetingView; words: Words; large?: boolean }) {
  const origin = useOrigin()
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
      </p>
    </div>
  )
}
