import type { ConsoleKind } from '../form.ts'

export const text: ConsoleKind<'text'> = { icon: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3', Parts: null, Live: null }
