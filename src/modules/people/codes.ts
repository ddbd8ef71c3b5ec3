import { randomInt, scrypt } from 'node:crypto'

/** Codes that people read in one place and type in another. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 8

/** Eight signs that are told apart, in two groups: about 40 random bits. */
export function freshLinkCode(): string {
  const signs = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return `${signs.slice(0, LENGTH / 2)}-${signs.slice(LENGTH / 2)}`
}

/** All that is kept of a code. So short a secret needs a slow hash: who reads the database cannot find the code before it has run out. */
export function hashOfLinkCode(code: string): Promise<Buffer> {
  const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return new Promise((resolve, reject) =>
    scrypt(plain, 'plenary link code', 32, { N: 4_096 }, (error, hash) => (error ? reject(error) : resolve(hash))),
  )
}
