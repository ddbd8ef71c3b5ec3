import { useEffect, useRef, useState } from 'preact/hooks'
import { USER_NAME_CHARS_MAX } from '../../contract/accounts.ts'
import { MAIL_ADDRESS_CHARS_MAX } from '../../contract/settings.ts'
import { api } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { ConsentFields, given, isMissing } from './consent-fields.tsx'
import { emailFault, newPasswordFault, textsOf, userNameFault, useSaving } from './form.ts'
import { NoMails } from './no-mails.tsx'
import { PasswordField } from './password-field.tsx'
import { signInPath } from './places.ts'
import { Resend } from './sign-in-page.tsx'
import { useTold } from './use-about.ts'
import { useWords } from './words.ts'

/** An account, and then the word that a mail is on its way. */
export function SignUpPage({ to }: { to: string | null }) {
  const words = useWords()
  const { me, language } = words
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { asked, sendsMails } = useTold()
  const saving = useSaving()
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const texts = textsOf(form)
    const { email = '', userName = '', password = '' } = texts
    const known = {
      email: emailFault(email, words),
      userName: userNameFault(userName, words),
      password: newPasswordFault(password, [userName, email], words),
      consents: isMissing(asked, texts) ? me.form.consents : undefined,
    }
    await saving.save(form, known, async () => {
      const consents = given(asked, texts)
      setSentTo((await api('signUp', undefined, { email, userName, password, language, consents })).email)
    })
  }
  if (sentTo !== null) return <Sent email={sentTo} isMailed={sendsMails} onBack={() => setSentTo(null)} />
  return (
    <>
      <h1>{me.signUp.title}</h1>
      <p>{me.signUp.text}</p>
      <form class="me-form" noValidate onSubmit={submit}>
        <div role="alert">{saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}</div>
        <Field
          label={me.fields.email}
          name="email"
          type="email"
          {...(saving.errors.email ? { error: saving.errors.email } : {})}
          maxLength={MAIL_ADDRESS_CHARS_MAX}
          autocomplete="email"
        />
        <Field
          label={me.fields.userName}
          name="userName"
          hint={me.account.nameHint}
          {...(saving.errors.userName ? { error: saving.errors.userName } : {})}
          maxLength={USER_NAME_CHARS_MAX}
          autocomplete="username"
          autocapitalize="none"
          autocorrect="off"
          spellcheck={false}
          dir="auto"
        />
        <PasswordField label={me.fields.password} name="password" fresh error={saving.errors.password} />
        <ConsentFields asked={asked} error={saving.errors.consents} />
        <Button kind="primary" type="submit" wide busy={saving.busy}>
          {me.signUp.go}
        </Button>
      </form>
      <p>
        {me.signUp.haveAccount} <a href={signInPath(to ?? undefined)}>{me.signIn.title}</a>
      </p>
    </>
  )
}

function Sent({ email, isMailed, onBack }: { email: string; isMailed: boolean; onBack: () => void }) {
  const { me } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {isMailed ? me.signUp.sentTitle : me.signUp.keptTitle}
      </h1>
      <p class="me-text">{isMailed ? me.signUp.sentText(email) : me.signUp.keptText(email)}</p>
      {isMailed ? <p class="quiet">{me.signUp.sentHint}</p> : <NoMails />}
      {isMailed && <Resend email={email} />}
      <p>
        <button type="button" class="me-link" onClick={onBack}>
          {me.signUp.otherAddress}
        </button>
      </p>
    </>
  )
}
