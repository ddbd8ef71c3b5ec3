import { useState } from 'preact/hooks'
import { PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from '../../contract/accounts.ts'
import { Field } from '../ui/field.tsx'
import { Checkbox } from '../ui/tick.tsx'
import { useWords } from './words.ts'

interface PasswordFieldProps {
  label: string
  name: string
  /** To be chosen now, rather than known. */
  fresh?: boolean
  error?: string | undefined
}

/** What is typed can be shown, and pasted, and filled in by the browser. */
export function PasswordField({ label, name, fresh = false, error }: PasswordFieldProps) {
  const { me } = useWords()
  const [isShown, setShown] = useState(false)
  return (
    <div class="password-field">
      <Field
        label={label}
        name={name}
        type={isShown ? 'text' : 'password'}
        {...(fresh ? { hint: me.fields.passwordHint(PASSWORD_CHARS_MIN) } : {})}
        {...(error ? { error } : {})}
        maxLength={PASSWORD_CHARS_MAX}
        autocomplete={fresh ? 'new-password' : 'current-password'}
        autocapitalize="none"
        autocorrect="off"
        spellcheck={false}
        dir="auto"
      />
      <Checkbox label={me.form.showPassword} checked={isShown} onChange={(changed) => setShown(changed.currentTarget.checked)} />
    </div>
  )
}
