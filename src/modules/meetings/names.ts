import { FilterLanguage, type Guard, guardOfNew } from '../../contract/guard.schema.ts'
import { noOwnWords, type OwnWords, openFilter } from './filter/index.ts'
import { foldName } from './rules.ts'

/** Names on a big screen: nothing empty, and nothing that is not shown there. */
export type NameCheck = (name: string) => boolean

export function openNameCheck(guard: Pick<Guard, 'filter' | 'languages'>, own: OwnWords = noOwnWords): NameCheck {
  if (guard.filter === 'off') return (name) => foldName(name) !== ''
  const filter = openFilter(guard.languages, own)
  return (name) => foldName(name) !== '' && filter(name, 'name')
}

/** With all the words we know, where no meeting says otherwise. */
export const isFit: NameCheck = openNameCheck({ ...guardOfNew, languages: FilterLanguage.options })
