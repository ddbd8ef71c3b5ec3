import { CONSENT_TEXT_CHARS_MAX, CONSENT_VERSION_CHARS_MAX, CONSENTS_MAX } from '../../../contract/limits.ts'
import type { Consent } from '../../../contract/privacy.schema.ts'
import type { SettingsWords } from '../../../words/settings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { Icon, iconPlus, iconTrash, iconWarn } from '../../ui/icon.tsx'
import { Checkbox } from '../../ui/tick.tsx'
import { freshConsent } from './draft.ts'

/** What whoever signs up is asked: a list of texts, each with the version that people's yes is kept with. */
export function ConsentsField(props: {
  all: readonly Consent[]
  error: string | undefined
  disabled: boolean
  words: SettingsWords
  onType: (all: readonly Consent[]) => void
}) {
  const { all, error, disabled, words, onType } = props
  const { label, hint } = words.keys['accounts.consents']
  const said = words.consents
  const put = (id: string, change: Partial<Consent>) => onType(all.map((one) => (one.id === id ? { ...one, ...change } : one)))
  return (
    <fieldset disabled={disabled} aria-describedby={error ? 'accounts.consents-error' : undefined}>
      <legend class="field-label">{label}</legend>
      <p class="field-hint">{hint}</p>
      {all.map((one, i) => (
        <fieldset key={one.id} class="setting-consent">
          <legend class="unseen">{said.nth(i + 1)}</legend>
          <TextArea
            label={said.text}
            maxLength={CONSENT_TEXT_CHARS_MAX}
            value={one.text}
            onInput={(heard) => put(one.id, { text: heard.currentTarget.value })}
          />
          <div class="setting-short">
            <Field
              label={said.version}
              hint={said.versionHint}
              maxLength={CONSENT_VERSION_CHARS_MAX}
              value={one.version}
              onInput={(heard) => put(one.id, { version: heard.currentTarget.value })}
            />
          </div>
          <Checkbox
            label={said.required}
            checked={one.required}
            onChange={(ticked) => put(one.id, { required: ticked.currentTarget.checked })}
          />
          <Button icon={iconTrash} onClick={() => onType(all.filter(({ id }) => id !== one.id))}>
            {said.remove}
            <span class="unseen"> ({said.nth(i + 1)})</span>
          </Button>
        </fieldset>
      ))}
      {all.length < CONSENTS_MAX && (
        <Button icon={iconPlus} onClick={() => onType([...all, freshConsent(all)])}>
          {said.add}
        </Button>
      )}
      <p id="accounts.consents-error" class="field-error" aria-live="polite">
        {error && <Icon path={iconWarn} />}
        {error}
      </p>
    </fieldset>
  )
}
