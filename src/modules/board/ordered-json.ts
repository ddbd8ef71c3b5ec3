/**
 * JSON whose objects keep the order they were written in, whatever their keys are: a plain object would put rooms called `101` before `Aula`.
 * Objects become maps, so that no key has a meaning of its own either.
 */
export type Ordered = null | boolean | number | string | readonly Ordered[] | ReadonlyMap<string, Ordered>

const DEPTH_MAX = 12

/** A string of valid JSON, with the colon after it where it is a key. */
const string = /"((?:[^"\\]|\\.)*)"(\s*:)?/g

/** @throws SyntaxError for what is no JSON, or is nested deeper than anything we read */
export function parseOrdered(text: string): Ordered {
  JSON.parse(text)
  const marked = text.replace(string, (whole, inner: string, colon?: string) => (colon ? `"=${inner}"${colon}` : whole))
  return ordered(JSON.parse(marked), 0)
}

function ordered(value: unknown, depth: number): Ordered {
  if (depth > DEPTH_MAX) throw new SyntaxError(`nested deeper than ${DEPTH_MAX} levels`)
  if (Array.isArray(value)) return value.map((one) => ordered(one, depth + 1))
  if (typeof value !== 'object' || value === null) return value as Ordered
  return new Map(Object.entries(value).map(([key, one]) => [key.slice(1), ordered(one, depth + 1)]))
}

export function printOrdered(value: Ordered): string {
  if (value instanceof Map)
    return `{${[...value].map(([key, one]: [string, Ordered]) => `${JSON.stringify(key)}:${printOrdered(one)}`).join(',')}}`
  if (Array.isArray(value)) return `[${value.map(printOrdered).join(',')}]`
  return JSON.stringify(value)
}
