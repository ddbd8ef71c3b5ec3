import { useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import { api } from '../lib/api.ts'

export type Asked = Reply<'privacy'>['consents']

/** What whoever signs up is asked to agree to, and whether mails leave this program; until that is known, nothing and yes. */
export function useTold(): { readonly asked: Asked; readonly sendsMails: boolean } {
  const [told, setTold] = useState({ asked: [] as Asked, sendsMails: true })
  useEffect(
    () =>
      void api('privacy', undefined).then(
        ({ consents, sendsMails }) => setTold({ asked: consents, sendsMails }),
        () => {
          // Without an answer nobody signs up either, and the form then says so.
        },
      ),
    [],
  )
  return told
}

/** Who is at this browser: signed in or not, and where their console is, when they hold a role. Null until that is known. */
export function useStanding(): { readonly isIn: boolean; readonly desk: string | null } | null {
  const [found, setFound] = useState<{ isIn: boolean; desk: string | null } | null>(null)
  useEffect(
    () =>
      void Promise.all([api('me', undefined), api('instance', undefined)]).then(
        ([{ signedIn, roles }, about]) => setFound({ isIn: signedIn, desk: roles.length > 0 ? about.console : null }),
        () => {
          // The page itself says that nobody answers.
        },
      ),
    [],
  )
  return found
}
