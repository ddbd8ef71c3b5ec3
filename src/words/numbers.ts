/** The forms a language has for counted things; `other` serves where a form is missing. `#` stands for the number, written as that language does. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** Counting in one language: `counted(3, { one: '# person', other: '# people' })` → "3 people". */
export function counting(tag: string): { number: (n: number) => string; counted: (n: number, forms: Forms) => string } {
  const rules = new Intl.PluralRules(tag)
  const numbers = new Intl.NumberFormat(tag)
  const number = (n: number) => numbers.format(n)
  return { number, counted: (n, forms) => (forms[rules.select(n)] ?? forms.other).replace('#', number(n)) }
}
