import { useState } from 'preact/hooks'
import type { ConsoleView } from '../../contract/meeting.schema.ts'
import { joinPath, meetingPath, stagePath, takePart } from '../lib/paths.ts'
import { useOrigin } from '../lib/use-origin.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { CopyField } from './copy-field.tsx'
import './join-panel.css'
import { facePlace } from './places.ts'
import type { Teller } from './toasts.ts'
import { useWords } from './words.ts'

/** Everything an organizer hands out: code, QR, the link for phones and the one for the big screen. */
export function JoinPanel({ view, teller }: { view: ConsoleView; teller: Teller }) {
  const { console: words, common } = useWords()
  const [large, setLarge] = useState(false)
  const origin = useOrigin()
  const join = `${origin}${joinPath(view.settings.code)}`
  const stage = `${origin}${stagePath(view.id, view.stageKey)}`
  return (
    <section class="panel" aria-labelledby="join-title">
      <h2 id="join-title">{words.join.title}</h2>
      <div class="join-code-line">
        <div class="join-code-qr">
          <QrCode text={join} label={words.join.qr(join)} />
        </div>
        <p>
          <span class="quiet small">{words.join.code}</span>
          <b class="join-code-sign" dir="ltr">
            {view.settings.code}
          </b>
        </p>
      </div>
      <Button onClick={() => setLarge(true)}>{words.desk.qr}</Button>
      <Dialog open={large} title={words.desk.qrTitle} closeLabel={common.close} onClose={() => setLarge(false)}>
        {large && <QrLarge join={join} />}
      </Dialog>
      <CopyField label={words.join.link} text={join} teller={teller} />
      <CopyField label={words.join.stage} hint={words.join.stageHint} text={stage} teller={teller} />
      <p>
        <a href={meetingPath(view.id) + takePart} target="_blank" rel="noopener">
          {words.join.takePart}
        </a>
      </p>
      <p>
        <a href={stage} target="_blank" rel="noopener">
          {words.join.openStage}
        </a>
      </p>
      <p>
        <a href={facePlace(view.id, 'present')}>{words.desk.faces.present}</a>
      </p>
      <p>
        <a href={facePlace(view.id, 'watch')}>{words.desk.faces.watch}</a>
      </p>
      <p>
        <a href={facePlace(view.id, 'history')}>{words.desk.faces.history}</a>
      </p>
    </section>
  )
}

/** For a camera across the table; the address stands below for whoever has none. */
function QrLarge({ join }: { join: string }) {
  const { console: words } = useWords()
  return (
    <div class="qr-large">
      <QrCode text={join} label={words.join.qr(join)} />
      <p dir="ltr">{join}</p>
    </div>
  )
}
