import type { MeetingView } from '../../contract/meeting.schema.ts'
import { joinPath } from '../lib/paths.ts'
import { QrCode } from '../ui/qr-code.tsx'
import './join-card.css'
import type { Words } from './words.ts'

/** Where this page's own origin lets people in. */
export const joinAddress = (code: string) => `${location.origin}${joinPath(code)}`
const shortAddress = () => `${location.host}${joinPath()}`

/** Large while everybody still comes in, small along the lower edge later. */
export function JoinCard({ view, words, large }: { view: MeetingView; words: Words; large?: boolean }) {
  const address = joinAddress(view.code)
  return (
    <div class={large ? 'join join-large' : 'join'}>
      <div class="join-qr">
        <QrCode text={address} label={words.stage.qr(address)} />
      </div>
      <p class="join-words">
        <span class="join-said">
          {words.stage.joinAt} <b dir="ltr">{shortAddress()}</b>
        </span>
        <span class="join-code">
          {words.stage.code} <b dir="ltr">{view.code}</b>
        </span>
      </p>
    </div>
  )
}
