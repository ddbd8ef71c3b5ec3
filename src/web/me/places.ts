/** The addresses of these pages, made and read in one place. */
export const mePath = '/me'
export const signInPath = (to?: string) => (to ? `/sign-in?to=${encodeURIComponent(to)}` : '/sign-in')
export const signUpPath = (to?: string | null) => (to ? `/sign-up?to=${encodeURIComponent(to)}` : '/sign-up')
export const resetPath = '/reset'
export const deletePath = '/me/delete'
/** The sign-in that leads back with what stood behind the #: that stays behind the #, where no server reads it. */
export const signInFrom = (path: string, hash: string) => signInPath(path) + hash
/** The sign-in page that says what has just been done. */
export const confirmedPath = '/sign-in?email_confirmed=1'

export type MePlace =
  | { at: 'sign-in'; to: string | null; confirmed: boolean }
  | { at: 'sign-up'; to: string | null }
  | { at: 'confirm' | 'reset' | 'delete'; code: string }
  | { at: 'me' }
  | { at: 'nowhere' }

/** Which of these pages an address means. A mailed code stands behind the #, so that no server writes it down. */
export function mePlace({ pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>): MePlace {
  const asked = new URLSearchParams(search)
  const to = ownPath(asked.get('to'))
  switch (pathname.replace(/\/$/, '')) {
    case '/sign-in':
      return { at: 'sign-in', to, confirmed: asked.get('email_confirmed') === '1' }
    case '/sign-up':
      return { at: 'sign-up', to }
    case '/confirm':
      return { at: 'confirm', code: codeIn(hash) }
    case '/reset':
      return { at: 'reset', code: codeIn(hash) }
    case '/me/delete':
      return { at: 'delete', code: codeIn(hash) }
    case '/me':
      return { at: 'me' }
    default:
      return { at: 'nowhere' }
  }
}

/** Too short to be a code is what leads to a place on the page. */
const codeIn = (hash: string): string => (hash.length > CODE_CHARS_MIN ? hash.slice(1) : '')
const CODE_CHARS_MIN = 20

/** Where to go afterwards, as the address has it: a page of our own and nothing else, whatever was typed there. */
export function ownPath(to: string | null): string | null {
  if (!to || !/^\/(?![/\\])/.test(to) || !URL.canParse(to, 'http://here')) return null
  const { origin, pathname, search, hash } = new URL(to, 'http://here')
  if (origin !== 'http://here' || pathname.startsWith('//') || pathname.startsWith('/api/')) return null
  return pathname + search + hash
}
