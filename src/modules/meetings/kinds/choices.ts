import type { Choice, ChoiceId, PreparedActivity } from '../../../contract/activity.schema.ts'
import { caseless } from '../../../contract/letters.ts'
import { cleanText } from '../rules.ts'
import type { CleanLine } from './kind.ts'

/** What kinds with choices have in common. */

/** What the choices say, cleaned, and in a chat by. */
export const readyChoices = <C extends Choice>(choices: readonly C[], line: CleanLine): C[] =>
  withShorts(choices.map((choice, i) => ({ ...choice, text: line(choice.text, `body.choices.${i}.text`) })))

/** Every choice gets a short answer that can be typed in a chat: its own, else a letter that is still free. */
export function withShorts<C extends Choice>(choices: readonly C[]): C[] {
  const taken = new Set(choices.map((choice) => caseless(choice.short)).filter((short) => short !== ''))
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  return choices.map((choice) => {
    if (choice.short !== '') return choice
    const short = letters.find((letter) => !taken.has(letter)) ?? ''
    taken.add(short)
    return { ...choice, short }
  })
}

/** The path of the first choice whose short answer or id stands twice; null when all is well. */
export function twiceIn(choices: readonly Choice[]): string | null {
  const seen = new Set<string>()
  for (const [i, choice] of choices.entries()) {
    const short = caseless(choice.short)
    if (seen.has(choice.id)) return `body.choices.${i}.id`
    if (short !== '' && seen.has(`#${short}`)) return `body.choices.${i}.short`
    seen.add(choice.id).add(`#${short}`)
  }
  return null
}

/** The choices that the first words name by their short answers, whatever their case; more words after them are fine. */
export function namedIn(choices: readonly Choice[], words: string): ChoiceId[] {
  const chosen: ChoiceId[] = []
  for (const word of cleanText(words).split(/[\s,]+/u)) {
    const short = caseless(word)
    const choice = short === '' ? undefined : choices.find((one) => caseless(one.short) === short)
    if (!choice) break
    chosen.push(choice.id)
  }
  return [...new Set(chosen)]
}

/** Nothing but short answers of these choices. */
export function areShorts(choices: readonly Choice[], words: string): boolean {
  const all = cleanText(words).split(/[\s,]+/u)
  return all.every((word) => word !== '' && namedIn(choices, word).length > 0)
}

/** The texts of what was chosen. */
export function textsOf(prepared: PreparedActivity, chosen: readonly string[]): string[] {
  const choices = 'choices' in prepared ? prepared.choices : []
  return chosen.map((id) => choices.find((choice) => choice.id === id)?.text ?? id)
}

export const zeros = (choices: readonly Choice[]): Record<ChoiceId, number> =>
  Object.fromEntries(choices.map((choice) => [choice.id, 0]))

/** Of every choice there is; what was counted of one that is no more is left out. */
export const countsOf = (choices: readonly Choice[], counted: ReadonlyMap<string, number>): Record<ChoiceId, number> =>
  Object.fromEntries(choices.map((choice) => [choice.id, counted.get(choice.id) ?? 0]))

interface ChoiceTally {
  readonly answered: number
  readonly counts: Readonly<Record<string, number>>
}

/** Equal in what they count; the order in which a database gives keys back says nothing. */
export function sameCounts(one: ChoiceTally, other: ChoiceTally): boolean {
  const counts = Object.entries(one.counts)
  const others = new Map(Object.entries(other.counts))
  return (
    one.answered === other.answered && counts.length === others.size && counts.every(([choice, n]) => others.get(choice) === n)
  )
}

/** A chosen choice must stay. */
export function losesChoices(tally: ChoiceTally, choices: readonly Choice[]): string | null {
  const kept = new Set<string>(choices.map((choice) => choice.id))
  return Object.entries(tally.counts).every(([choice, n]) => n === 0 || kept.has(choice)) ? null : 'body.choices'
}
