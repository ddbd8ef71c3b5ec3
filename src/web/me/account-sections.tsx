import { useState } from 'preact/hooks'
import { USER_NAME_CHARS_MAX } from '../../contract/accounts.ts'
import type { Reply } from '../../contract/endpoints.ts'
import { MAIL_ADDRESS_CHARS_MAX } from '../../contract/settings.ts'
import { languages } from '../../words/languages.ts'
import { api, refusalOf } from '../lib/api.ts'
import { rememberLanguage } from '../lib/language.ts'
import { Button } from '../ui/button.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { emailFault, newPasswordFault, type Saving, sentence, textsOf, userNameFault, useSaving } from './form.ts'
import { PasswordField } from './password-field.tsx'
import { useWords } from './words.ts'

export type Account = NonNullable<Reply<'account'>['account']>
interface SectionProps {
  account: Account
  /** Something has changed: what is shown is asked for again. */
  onChanged: () => void
}

export function AccountSection({ account, onChanged }: SectionProps) {
  const { me } = useWords()
  return (
    <section class="me-section card" aria-labelledby="me-account">
      <h2 id="me-account">{me.account.title}</h2>
      <NameForm account={account} onChanged={onChanged} />
      <AddressForm account={account} onChanged={onChanged} />
      <LanguageChoice account={account} />
    </section>
  )
}

function NameForm({ account, onChanged }: SectionProps) {
  const words = useWords()
  const { me } = words
  const [isSaved, setSaved] = useState(false)
  const saving = useSaving()
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const { userName = '' } = textsOf(form)
    setSaved(false)
    const known = { userName: userNameFault(userName, words) }
    if (!(await saving.save(form, known, async () => void (await api('changeUserName', undefined, { userName }))))) return
    setSaved(true)
    onChanged()
  }
  return (
    <form class="me-form" noValidate onSubmit={submit}>
      <Field
        label={me.fields.userName}
        name="userName"
        hint={me.account.nameHint}
        defaultValue={account.userName}
        {...(saving.errors.userName ? { error: saving.errors.userName } : {})}
        maxLength={USER_NAME_CHARS_MAX}
        autocomplete="username"
        autocapitalize="none"
        autocorrect="off"
        spellcheck={false}
        dir="auto"
      />
      <Button type="submit" busy={saving.busy}>
        {me.account.saveName}
      </Button>
      <News saving={saving} done={isSaved ? me.account.nameSaved : null} />
    </form>
  )
}

function AddressForm({ account, onChanged }: SectionProps) {
  const words = useWords()
  const { me } = words
  const [sentTo, setSentTo] = useState<string | null>(null)
  const saving = useSaving()
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const { email = '', password = '' } = textsOf(form)
    setSentTo(null)
    const known = { email: emailFault(email, words), password: password === '' ? me.form.required : undefined }
    if (!(await saving.save(form, known, async () => void (await api('changeAddress', undefined, { email, password }))))) return
    form.reset()
    setSentTo(email.trim())
    onChanged()
  }
  const pending = sentTo === null && account.pendingEmail ? me.account.pending(account.pendingEmail) : null
  return (
    <form class="me-form" noValidate onSubmit={submit}>
      <Field
        label={me.fields.email}
        name="email"
        type="email"
        {...(pending ? { hint: pending } : {})}
        defaultValue={account.email}
        {...(saving.errors.email ? { error: saving.errors.email } : {})}
        maxLength={MAIL_ADDRESS_CHARS_MAX}
        autocomplete="email"
      />
      <PasswordField label={me.fields.currentPassword} name="password" error={saving.errors.password} />
      <Button type="submit" busy={saving.busy}>
        {me.account.saveEmail}
      </Button>
      <News saving={saving} done={sentTo === null ? null : me.account.emailSent(sentTo)} />
    </form>
  )
}

function LanguageChoice({ account }: { account: Account }) {
  const words = useWords()
  const { me } = words
  const [error, setError] = useState<string>()
  const choose = async (tag: string) => {
    const chosen = languages.find((one) => one.tag === tag)
    if (!chosen) return
    try {
      await api('changeLanguage', undefined, { language: chosen.tag })
      rememberLanguage(chosen.tag)
      location.replace(location.pathname)
    } catch (caught) {
      setError(sentence(refusalOf(caught), words))
    }
  }
  return (
    <Select
      label={me.account.language}
      value={account.language}
      {...(error ? { error } : {})}
      onChange={(changed) => void choose(changed.currentTarget.value)}
    >
      {languages.map(({ tag, name }) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </Select>
  )
}

export function PasswordSection({ account, onChanged }: SectionProps) {
  const words = useWords()
  const { me } = words
  const [isSaved, setSaved] = useState(false)
  const saving = useSaving()
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const { password = '', newPassword = '' } = textsOf(form)
    setSaved(false)
    const known = {
      password: password === '' ? me.form.required : undefined,
      newPassword: newPasswordFault(newPassword, [account.userName, account.email], words),
    }
    const work = async () => void (await api('changePassword', undefined, { password, newPassword }))
    if (!(await saving.save(form, known, work))) return
    form.reset()
    setSaved(true)
    onChanged()
  }
  return (
    <section class="me-section card" aria-labelledby="me-password">
      <h2 id="me-password">{me.password.title}</h2>
      <p class="quiet">{me.password.text}</p>
      <form class="me-form" noValidate onSubmit={submit}>
        {/* So that the browser's store of passwords knows whose this is. */}
        <input type="text" name="username" autocomplete="username" value={account.userName} readOnly hidden />
        <PasswordField label={me.fields.currentPassword} name="password" error={saving.errors.password} />
        <PasswordField label={me.fields.newPassword} name="newPassword" fresh error={saving.errors.newPassword} />
        <Button type="submit" busy={saving.busy}>
          {me.password.save}
        </Button>
        <News saving={saving} done={isSaved ? me.password.saved : null} />
      </form>
    </section>
  )
}

/** What came of sending a form, said as it comes. */
function News({ saving, done }: { saving: Saving; done: string | null }) {
  const wrong = saving.errors['']
  return (
    <div role="status">
      {wrong && <Notice tone="bad">{wrong}</Notice>}
      {!wrong && done && <Notice tone="good">{done}</Notice>}
    </div>
  )
}
