import { SECOND_CODE_CHARS_MAX } from '../../contract/limits.ts'
import { Field } from '../ui/field.tsx'
import { useWords } from './words.ts'

/** The digits that stand beside the code on the big screen. */
export function SecondField({ error }: { error: string | undefined }) {
  const { join } = useWords().attend
  return <Field label={join.second} name="second" error={error} maxLength={SECOND_CODE_CHARS_MAX} type="tel" autocomplete="off" />
}
