import { z } from 'zod'

export const KeyId = z.uuid().toLowerCase().brand('KeyId')
export type KeyId = z.infer<typeof KeyId>
/** How every key begins, so that a leaked one is recognized. */
export const KEY_PREFIX = 'plenary_'

/** What an API key may do: `AREA:read` for asking, `AREA:write` for changing. Sign-ins, passwords and keys themselves are in no key's reach. */
export const keyAreas = ['events', 'meetings', 'people', 'mails', 'webhooks', 'settings', 'pages'] as const
export type KeyArea = (typeof keyAreas)[number]
export const Scope = z.enum(keyAreas.flatMap((area) => [`${area}:read`, `${area}:write`] as const))
export type Scope = z.infer<typeof Scope>
