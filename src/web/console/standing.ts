import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Standing } from './pages.ts'

interface Known {
  readonly standing: Standing
  /** Asks again, as when a part was switched on. */
  readonly look: () => void
}

/** Who is signed in and what is on here; known before any page is drawn. */
const Context = createContext<Known>({ standing: { roles: [], parts: [] }, look: () => {} })
export const StandingProvider = Context.Provider
export const useStanding = (): Standing => useContext(Context).standing
export const useLookAgain = (): (() => void) => useContext(Context).look
