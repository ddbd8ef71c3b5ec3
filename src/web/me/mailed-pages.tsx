import { useEffect, useRef, useState } from 'preact/hooks'
import { MAIL_ADDRESS_CHARS_MAX } from '../../contract/settings.ts'
import { api, refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { emailFault, newPasswordFault, sentence, textsOf, useSaving } from './form.ts'
import { NoMails } from './no-mails.tsx'
import { PasswordField } from './password-field.tsx'
import { confirmedPath, signInPath } from './places.ts'
import { useTold } from './use-about.ts'
import { useWords } from './words.ts'

/** The page of a link that confirms an address: it goes on to the sign-in by itself. */
export function ConfirmPage({ code }: { code: string }) {
  const words = useWords()
  const { me } = words
  const [wrong, setWrong] = useState<string | null>(code === '' ? me.confirm.noCode : null)
  // A code is used once, whatever is drawn since.
  useEffect(() => {
    if (code === '') return
    api('confirmAddress', undefined, { code }).then(
      () => location.replace(confirmedPath),
      (error) => setWrong(sentence(refusalOf(error), words)),
    )
  }, [])
  return (
    <>
      <h1>{wrong ? me.confirm.bad : me.confirm.title}</h1>
      <div role="status">
        {wrong ? (
          <Notice tone="bad">{wrong}</Notice>
        ) : (
          <p class="me-working">
            <Spinner /> {me.confirm.working}
          </p>
        )}
      </div>
      {wrong && (
        <p>
          <a href={signInPath()}>{me.confirm.toSignIn}</a>
        </p>
      )}
    </>
  )
}

/** Asks for a link, or with the code of one for a new password. */
export const ResetPage = ({ code }: { code: string }) => (code === '' ? <AskForReset /> : <NewPassword code={code} />)

function AskForReset() {
  const words = useWords()
  const { me } = words
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { sendsMails } = useTold()
  const saving = useSaving()
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const { email = '' } = textsOf(form)
    const isSent = await saving.save(form, { email: emailFault(email, words) }, async () => {
      await api('requestReset', undefined, { email })
    })
    if (isSent) setSentTo(email.trim())
  }
  if (sentTo !== null) return <Done title={sendsMails ? me.reset.sentTitle : me.reset.title} text={me.reset.sentText(sentTo)} />
  return (
    <>
      <h1>{me.reset.title}</h1>
      <p>{me.reset.text}</p>
      {!sendsMails && <NoMails />}
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
        <Button kind="primary" type="submit" wide busy={saving.busy}>
          {me.reset.go}
        </Button>
      </form>
      <p>
        <a href={signInPath()}>{me.reset.back}</a>
      </p>
    </>
  )
}

function NewPassword({ code }: { code: string }) {
  const words = useWords()
  const { me } = words
  const [isDone, setDone] = useState(false)
  const saving = useSaving()
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const { password = '' } = textsOf(form)
    const known = { password: newPasswordFault(password, [], words) }
    if (await saving.save(form, known, async () => void (await api('resetPassword', undefined, { code, password }))))
      setDone(true)
  }
  if (isDone) return <Done title={me.reset.doneTitle} />
  return (
    <>
      <h1>{me.reset.chooseTitle}</h1>
      <p>{me.reset.chooseText}</p>
      <form class="me-form" noValidate onSubmit={submit}>
        <div role="alert">{saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}</div>
        <PasswordField label={me.fields.newPassword} name="password" fresh error={saving.errors.password} />
        <Button kind="primary" type="submit" wide busy={saving.busy}>
          {me.reset.save}
        </Button>
      </form>
    </>
  )
}

/** What was done, where the form was; read at once. */
function Done({ title, text }: { title: string; text?: string }) {
  const { me } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {text && <p class="me-text">{text}</p>}
      <p>
        <a href={signInPath()}>{me.confirm.toSignIn}</a>
      </p>
    </>
  )
}
