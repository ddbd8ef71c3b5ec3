import { useMemo } from 'preact/hooks'
import './qr-code.css'
import { qrDrawing } from './qr-path.ts'

/** A QR code of an address, dark on white in every theme, for that is what cameras expect. For stage and console only: the library is heavy. */
export function QrCode(props: { text: string; label: string }) {
  const { side, path } = useMemo(() => qrDrawing(props.text), [props.text])
  return (
    <svg class="qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={props.label} shape-rendering="crispEdges">
      <path d={path} />
    </svg>
  )
}
