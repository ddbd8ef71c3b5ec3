import { create } from 'qrcode'

/** Light modules around the code, as its standard asks: scanners need them. */
export const QUIET_MODULES = 4

export interface QrDrawing {
  /** Side of the whole drawing in modules, quiet zone included. */
  side: number
  /** All dark modules as one SVG path, runs of a row joined. */
  path: string
}

/** Draws `text` as a QR code of medium error correction. */
export function qrDrawing(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      if (!modules.get(y, x)) continue
      let run = 1
      while (x + run < modules.size && modules.get(y, x + run)) run++
      path += `M${x + QUIET_MODULES} ${y + QUIET_MODULES}h${run}v1h-${run}z`
      x += run - 1
    }
  }
  return { side: modules.size + 2 * QUIET_MODULES, path }
}
