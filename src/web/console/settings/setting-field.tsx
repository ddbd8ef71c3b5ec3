import type { Consent } from '../../../contract/privacy.schema.ts'
import type { SettingsView } from '../../../contract/settings.schema.ts'
import { parts } from '../../../contract/settings.ts'
import type { SettingsWords } from '../../../words/settings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { Icon, iconInfo, iconWarn } from '../../ui/icon.tsx'
import { Checkbox } from '../../ui/tick.tsx'
import { ConsentsField } from './consents-field.tsx'
import { isFixed, looks, type SettingPath, type Typed } from './draft.ts'

interface FieldProps {
  path: SettingPath
  view: SettingsView
  typed: Typed
  error: string | undefined
  words: SettingsWords
  onType: (typed: Typed) => void
}

const TEXT_CHARS_MAX = 1_000
const LINES_CHARS_MAX = 100_000
const examples: Partial<Record<SettingPath, string>> = {
  'mail.url': 'smtp://name:password@mail.example.org:587',
  'mail.from': 'Plenary <plenary@example.org>',
}

/** One setting as it is asked for. What the configuration decides is shown, and cannot be typed in. */
export function SettingField(props: FieldProps) {
  const { path, view, words } = props
  return (
    <>
      <Asked {...props} disabled={isFixed(view, path)} />
      {isFixed(view, path) && (
        <p class="setting-fixed small">
          <Icon path={iconInfo} />
          {words.form.fixed}
        </p>
      )}
    </>
  )
}

function Asked(props: FieldProps & { disabled: boolean }) {
  const { path, typed, error, disabled, onType } = props
  const { label, hint } = props.words.keys[path]
  const said = { label, hint, error, disabled, autocomplete: 'off', spellcheck: false } as const
  const hear = (heard: { currentTarget: { value: string } }) => onType(heard.currentTarget.value)
  const value = String(typed ?? '')
  switch (looks[path]) {
    case 'switch':
      return (
        <Checkbox
          label={label}
          hint={hint}
          disabled={disabled}
          checked={typed === true}
          onChange={(ticked) => onType(ticked.currentTarget.checked)}
        />
      )
    case 'parts':
      return <PartsField {...props} />
    case 'consents':
      return <ConsentsField {...props} all={typed as readonly Consent[]} />
    case 'secret':
      return <SecretField {...props} />
    case 'lines':
      return <TextArea {...said} rows={4} maxLength={LINES_CHARS_MAX} value={value} onInput={hear} />
    case 'number':
      return (
        <div class="setting-short">
          <Field {...said} inputmode="numeric" maxLength={6} value={value} onInput={hear} />
        </div>
      )
    case 'text':
    case 'word':
      return (
        <Field
          {...said}
          autocapitalize="off"
          maxLength={TEXT_CHARS_MAX}
          placeholder={examples[path]}
          value={value}
          onInput={hear}
        />
      )
  }
}

/** Parts that the configuration leaves out are shown, and cannot be switched on here. */
function PartsField({ path, view, typed, error, words, onType }: FieldProps) {
  const on = typed as readonly string[]
  return (
    <fieldset aria-describedby={error ? `${path}-error` : undefined}>
      <legend class="field-label">{words.keys[path].label}</legend>
      <p class="field-hint">{words.keys[path].hint}</p>
      <div class="setting-parts">
        {parts.map((part) => {
          const isAllowed = view.partsAllowed.includes(part)
          const { label, hint } = words.parts[part]
          return (
            <Checkbox
              key={part}
              label={label}
              hint={isAllowed ? hint : words.form.notAllowed}
              disabled={!isAllowed}
              aria-invalid={error ? true : undefined}
              checked={on.includes(part)}
              onChange={(ticked) => onType(ticked.currentTarget.checked ? [...on, part] : on.filter((one) => one !== part))}
            />
          )
        })}
      </div>
      <p id={`${path}-error`} class="field-error" aria-live="polite">
        {error && <Icon path={iconWarn} />}
        {error}
      </p>
    </fieldset>
  )
}

/** What is set is never shown: it can be replaced or forgotten. */
function SecretField({ path, view, typed, error, words, onType }: FieldProps) {
  const isSet = view.secretsSet.includes(path)
  const standing = isSet ? words.form.secretSet : words.form.secretNone
  const forgets = typed === null
  return (
    <div class="setting-secret">
      <Field
        type="password"
        label={words.keys[path].label}
        hint={`${words.keys[path].hint} ${forgets ? words.form.forgotten : standing}`}
        error={error}
        disabled={isFixed(view, path) || forgets}
        autocomplete="new-password"
        spellcheck={false}
        maxLength={TEXT_CHARS_MAX}
        placeholder={isSet ? undefined : examples[path]}
        value={forgets ? '' : String(typed)}
        onInput={(heard) => onType(heard.currentTarget.value)}
      />
      {isSet && !isFixed(view, path) && (
        <Button onClick={() => onType(forgets ? '' : null)}>{forgets ? words.form.keep : words.form.forget}</Button>
      )}
    </div>
  )
}
