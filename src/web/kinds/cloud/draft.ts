import { WORDS_PER_PERSON_MAX } from '../../../contract/limits.ts'
import type { DraftKind, Fault } from '../draft.ts'

export interface CloudFields {
  /** As typed, since what is typed need not be a number yet. */
  wordsPerPerson: string
}

export const cloud: DraftKind<'cloud', CloudFields> = {
  fresh: () => ({ wordsPerPerson: String(WORDS_PER_PERSON_MAX) }),
  from: ({ wordsPerPersonMax }) => ({ wordsPerPerson: String(wordsPerPersonMax) }),
  faults: ({ wordsPerPerson }) => {
    const words = Number(wordsPerPerson)
    const faults: Record<string, Fault> = {}
    if (!(Number.isInteger(words) && words >= 1 && words <= WORDS_PER_PERSON_MAX)) faults.wordsPerPersonMax = 'wordsRange'
    return faults
  },
  prepared: ({ wordsPerPerson }, said) => ({ kind: 'cloud', ...said, wordsPerPersonMax: Number(wordsPerPerson) }),
}
