import { useState } from 'preact/hooks'
import { isUserName, PASSWORD_CHARS_MIN, passwordFault, USER_NAME_CHARS_MAX } from '../../contract/accounts.ts'
import { isMailAddress } from '../../contract/settings.ts'
import { type CallRefusal, refusalOf } from '../lib/api.ts'
import { useWords, type Words } from './words.ts'

/** What is wrong, by field; under '' what belongs to no field. */
export type Errors = Readonly<Record<string, string | undefined>>

export interface Saving {
  readonly errors: Errors
  readonly busy: boolean
  /** Does the work unless something is known to be wrong already; false when it was refused. The first wrong field of the form gets the focus. */
  save(form: HTMLFormElement, known: Errors, work: () => Promise<void>): Promise<boolean>
}

/** Sending a form as a whole: what is wrong stands at the field that the server names. `onRefused` may take a refusal upon itself. */
export function useSaving(onRefused: (refusal: CallRefusal) => boolean = () => false): Saving {
  const words = useWords()
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  const fail = (form: HTMLFormElement, wrong: Errors) => {
    setErrors(wrong)
    setTimeout(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
    return false
  }
  const save: Saving['save'] = async (form, known, work) => {
    setErrors({})
    if (Object.values(known).some(Boolean)) return fail(form, known)
    setBusy(true)
    try {
      await work()
      return true
    } catch (error) {
      const refusal = refusalOf(error)
      return onRefused(refusal) ? false : fail(form, { [fieldOf(refusal, form)]: said(refusal, words) })
    } finally {
      setBusy(false)
    }
  }
  return { errors, busy, save }
}

function fieldOf({ path = '' }: CallRefusal, form: HTMLFormElement): string {
  const field = path.replace(/^body\./, '')
  return path.startsWith('body.') && form.elements.namedItem(field) ? field : ''
}

/** At a field for the password one has, no user name was asked for. */
const said = (refusal: CallRefusal, words: Words): string =>
  refusal.code === 'wrong-credentials' && refusal.path ? words.me.form.wrongPassword : sentence(refusal, words)

/** What the server said, or that it said nothing. */
export const sentence = (refusal: CallRefusal, { me }: Words): string => refusal.message || me.offline

/** The texts of a form's fields, by their names. */
export function textsOf(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
}

export const emailFault = (text: string, { me }: Words): string | undefined =>
  text.trim() === '' ? me.form.required : isMailAddress(text.trim()) ? undefined : me.form.email

export const userNameFault = (text: string, { me }: Words): string | undefined =>
  text === '' ? me.form.required : isUserName(text.normalize('NFKC')) ? undefined : me.form.userName(USER_NAME_CHARS_MAX)

/** What the server would say of a new password, in words of what to do about it. */
export function newPasswordFault(password: string, names: readonly string[], { me }: Words): string | undefined {
  if (password === '') return me.form.required
  const fault = passwordFault(password, names)
  if (fault === null) return undefined
  return fault === 'short' ? me.faults.short(PASSWORD_CHARS_MIN) : me.faults[fault]
}
