import { useEffect, useState } from 'preact/hooks'
import { orderWords } from '../../../words/order/all.ts'
import type { OrderWords } from '../../../words/order/en.ts'
import { startLanguage, wordsIn } from '../../lib/language.ts'

/** The panel's own catalogue; null until it is here. */
export function useOrderWords(): OrderWords | null {
  const [words, setWords] = useState<OrderWords | null>(null)
  useEffect(() => {
    wordsIn(startLanguage(), orderWords).then(setWords, () => {})
  }, [])
  return words
}
