import type { PictureId } from '../../../contract/pages.schema.ts'
import type { DraftKind, Fault } from '../draft.ts'

export interface ImageFields {
  picture: PictureId | null
  alt: string
}

export const image: DraftKind<'image', ImageFields> = {
  fresh: () => ({ picture: null, alt: '' }),
  from: ({ picture, alt }) => ({ picture, alt }),
  faults: ({ picture, alt }) => {
    const faults: Record<string, Fault> = {}
    if (picture === null) faults.picture = 'noPicture'
    if (alt.trim() === '') faults.alt = 'required'
    return faults
  },
  prepared: ({ picture, alt }, said) => {
    if (picture === null) throw new Error('a picture slide without a picture has a fault and is not sent')
    return { kind: 'image', ...said, picture, alt: alt.trim() }
  },
}
