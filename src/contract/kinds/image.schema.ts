import { z } from 'zod'
import { ALT_CHARS_MAX } from '../limits.ts'
import { PictureId } from '../pages.schema.ts'
import { prepared, shown } from './parts.schema.ts'

/** A picture for everybody to look at, nothing to answer. */
export const ImagePrepared = z.strictObject({
  kind: z.literal('image'),
  ...prepared,
  /** One that was uploaded for a meeting. */
  picture: PictureId,
  /** What it shows, for whoever cannot see it. */
  alt: z.string().trim().min(1).max(ALT_CHARS_MAX),
})
/** `address`: where the picture is shown from, on this host. */
export const ImageShown = z.strictObject({ kind: z.literal('image'), ...shown, address: z.string(), alt: z.string() })
export const ImageTally = z.strictObject({ kind: z.literal('image') })
