import { useState } from 'preact/hooks'
import { LOGIN_CHARS_MAX } from '../../contract/accounts.ts'
import { isMailAddress } from '../../contract/settings.ts'
import { api } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Checkbox } from '../ui/tick.tsx'
import { textsOf, useSaving } from './form.ts'
import { PasswordField } from './password-field.tsx'
import { mePath, resetPath, signUpPath } from './places.ts'
import { useWords } from './words.ts'

/** `to`: where to go afterwards. */
export function SignInPage({ to, confirmed }: { to: string | null; confirmed: boolean }) {
  const { me } = useWords()
  const [waiting, setWaiting] = useState<string | null>(null)
  const saving = useSaving()
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const { login = '', password = '', keep } = textsOf(form)
    const known = {
      login: login.trim() === '' ? me.form.required : undefined,
      password: password === '' ? me.form.required : undefined,
    }
    const isIn = await saving.save(form, known, async () => {
      setWaiting(null)
      await api('signIn', undefined, { login, password, keep: keep === 'on' }).catch((error) => {
        if (error.code === 'address-unconfirmed') setWaiting(login.trim())
        throw error
      })
    })
    if (isIn) location.replace((to ?? mePath) + (to?.includes('#') ? '' : location.hash))
  }
  return (
    <>
      <h1>{me.signIn.title}</h1>
      {confirmed && <Notice tone="good">{me.signIn.confirmed}</Notice>}
      <form class="me-form" noValidate onSubmit={submit}>
        <div role="alert">{saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}</div>
        <Field
          label={me.fields.login}
          name="login"
          {...(saving.errors.login ? { error: saving.errors.login } : {})}
          maxLength={LOGIN_CHARS_MAX}
          autocomplete="username"
          autocapitalize="none"
          autocorrect="off"
          spellcheck={false}
          dir="auto"
        />
        {waiting !== null && isMailAddress(waiting) && <Resend email={waiting} />}
        <PasswordField label={me.fields.password} name="password" error={saving.errors.password} />
        <Checkbox label={me.signIn.keep} hint={me.signIn.keepHint} name="keep" />
        <Button kind="primary" type="submit" wide busy={saving.busy}>
          {me.signIn.go}
        </Button>
      </form>
      <p>
        <a href={resetPath}>{me.signIn.forgot}</a>
      </p>
      <p>
        {me.signIn.noAccount} <a href={signUpPath(to)}>{me.signIn.signUp}</a>
      </p>
    </>
  )
}

/** Asks for a fresh link, and says what came of it where the button was. */
export function Resend({ email }: { email: string }) {
  const { me } = useWords()
  const [said, setSaid] = useState<string | null>(null)
  const ask = async () => {
    await api('resendConfirmation', undefined, { email }).then(
      () => setSaid(me.signIn.resent(email)),
      (error) => setSaid(error.message || me.offline),
    )
  }
  return (
    <div class="me-resend">
      <p role="status">{said}</p>
      {said === null && <Button onClick={ask}>{me.signIn.resend}</Button>}
    </div>
  )
}
