import { CONSENT_TEXT_CHARS_MAX, CONSENT_VERSION_CHARS_MAX, CONSENTS_MAX } from './limits.ts'

/** What people may be asked to agree to, without a schema library, so that the console says at once what the server would say later. */
export const isConsentId = (text: string): boolean => /^[a-z][a-z0-9-]{0,39}$/.test(text)
const isText = (text: string, charsMax: number): boolean => text.trim() !== '' && text.length <= charsMax

export interface ConsentDraft {
  readonly id: string
  readonly version: string
  readonly text: string
  readonly required: boolean
}

export const isConsent = ({ id, version, text }: ConsentDraft): boolean =>
  isConsentId(id) && isText(version, CONSENT_VERSION_CHARS_MAX) && isText(text, CONSENT_TEXT_CHARS_MAX)

/** Each thing is asked once. */
export const areConsents = (all: readonly ConsentDraft[]): boolean =>
  all.length <= CONSENTS_MAX && all.every(isConsent) && areApart(all)
export const areApart = (all: readonly { readonly id: string }[]): boolean => new Set(all.map(({ id }) => id)).size === all.length
