import type { PhoneKind } from '../phone.ts'

/** Title and text are drawn for every kind. */
export const text: PhoneKind<'text'> = { Face: null, Result: null }
