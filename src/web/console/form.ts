import { useState } from 'preact/hooks'
import { freshId } from '../../contract/ids.ts'
import type { CallRefusal } from '../lib/api.ts'
import { refusedBy } from './door.ts'
import { useWords } from './words.ts'

/** An id for whatever a form adds. */
export const freshOne = <Id extends string>(): Id => freshId<Id>(Date.now())

/** What is wrong, by field; under '' what belongs to no field. */
export type Errors = Readonly<Record<string, string | undefined>>

export interface Saving {
  errors: Errors
  busy: boolean
  /** Does the work unless something is known to be wrong already; false when it was refused. */
  save(known: Errors, work: () => Promise<void>): Promise<boolean>
}

/** Saving a form as a whole: a refusal's words stand at the field its path names, `fieldOf` says which that is. */
export function useSaving(
  fieldOf: (path: string) => string = plainField,
  say: (refusal: CallRefusal) => string | null = () => null,
): Saving {
  const { console: words, refusals } = useWords()
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  const save: Saving['save'] = async (known, work) => {
    setErrors(known)
    if (Object.values(known).some(Boolean)) return false
    setBusy(true)
    try {
      await work()
      return true
    } catch (error) {
      const refusal = refusedBy(error)
      if (!refusal) setErrors({ '': words.failed.offline })
      else if (!refusal.path?.startsWith('body.')) setErrors({ '': say(refusal) ?? refusal.message })
      else {
        const general =
          refusal.code === 'bad-input' ? words.form.unfit : (refusals[refusal.code as keyof typeof refusals] ?? refusal.message)
        setErrors({ [fieldOf(refusal.path)]: say(refusal) ?? general })
      }
      return false
    } finally {
      setBusy(false)
    }
  }
  return { errors, busy, save }
}

const plainField = (path: string) => path.replace(/^body\./, '')

/** Puts the focus on the first field that is marked wrong, once it is drawn. */
export function firstWrong(form: HTMLFormElement): void {
  setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
}
