import { useId } from 'preact/hooks'
import { Icon, iconWarn } from '../ui/icon.tsx'
import { Checkbox } from '../ui/tick.tsx'
import './privacy-section.css'
import type { Asked } from './use-about.ts'
import { useWords } from './words.ts'

const nameOf = (id: string): string => `consent-${id}`

/** What was ticked, as the server wants it. */
export const given = (asked: Asked, texts: Readonly<Record<string, string>>) =>
  asked.filter(({ id }) => texts[nameOf(id)] === 'on').map(({ id, version }) => ({ id, version }))

/** Whether something is left open without which there is no account. */
export const isMissing = (asked: Asked, texts: Readonly<Record<string, string>>): boolean =>
  asked.some(({ id, required }) => required && texts[nameOf(id)] !== 'on')

/** Nothing is ticked beforehand. */
export function ConsentFields({ asked, error }: { asked: Asked; error: string | undefined }) {
  const { privacy } = useWords()
  const id = useId()
  if (asked.length === 0) return null
  return (
    <fieldset name="consents" class="consent-fields" aria-describedby={error && id}>
      <legend class="field-label">{privacy.signUp.legend}</legend>
      {asked.map((one) => (
        <Checkbox
          key={one.id}
          name={nameOf(one.id)}
          label={one.text}
          {...(one.required ? { hint: privacy.signUp.required } : {})}
          {...(error && one.required ? { 'aria-invalid': true } : {})}
        />
      ))}
      <p id={id} class="field-error" aria-live="polite">
        {error && <Icon path={iconWarn} />}
        {error}
      </p>
    </fieldset>
  )
}
