import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Keeps secrets unreadable at rest: AES-256-GCM with a key made from the configuration's `secret`. What is sealed for one purpose opens for
 * that one alone, so that a row cannot be moved to where its content would be shown.
 */
export interface Seal {
  sealed(text: string, purpose: string): string
  /** Null: sealed with another secret or for another purpose, or damaged. */
  opened(sealed: string, purpose: string): string | null
}

const FORM = 'v1.'
const IV_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

export function openSeal(secret: string): Seal {
  const key = keyOf(secret, 'plenary seal v1')
  return {
    sealed: (text, purpose) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return FORM + Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    opened: (sealed, purpose) => {
      if (!sealed.startsWith(FORM)) return null
      const bytes = Buffer.from(sealed.slice(FORM.length), 'base64url')
      if (bytes.length < IV_BYTES + TAG_BYTES) return null
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      try {
        return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return null
      }
    },
  }
}

/** A key of 32 bytes for one purpose; those of other purposes say nothing about it. */
export function keyOf(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', purpose, KEY_BYTES))
}

/**
 * The instance's secret: the configuration's, else the one in `secret` of the data folder, made on first use and readable to nobody else.
 * Two programs that start at once agree on one.
 */
export function secretOf(config: { readonly secret: string | null; readonly data: { readonly dir: string } }): string {
  if (config.secret) return config.secret
  const file = join(config.data.dir, 'secret')
  mkdirSync(config.data.dir, { recursive: true })
  if (!existsSync(file)) makeSecret(file)
  const kept = readFileSync(file, 'utf8').trim()
  if (kept.length < KEY_BYTES)
    throw new Error(`${file} does not hold a secret; put back the one of your backup, or delete the file`)
  return kept
}

/** Whole or not at all, and never over one that is there. */
function makeSecret(file: string): void {
  const fresh = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(fresh, randomBytes(KEY_BYTES).toString('base64url'), { flag: 'wx', mode: 0o600, flush: true })
  try {
    linkSync(fresh, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(fresh)
  }
}
