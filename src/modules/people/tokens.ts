import { createHash, randomBytes } from 'node:crypto'

/** A fresh secret for a cookie or a link: 256 random bits. */
export const freshToken = (): string => randomBytes(32).toString('base64url')

/** All that is kept of a token. Tokens are random, so a slow hash would add nothing. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()
