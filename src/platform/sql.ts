/** A statement with its values apart: text never becomes SQL. Statements nest: a `Sql` inside another is put in place. */
export interface Sql {
  readonly text: string
  readonly values: readonly unknown[]
}

export function sql(parts: TemplateStringsArray, ...given: readonly unknown[]): Sql {
  let text = parts[0] ?? ''
  const values: unknown[] = []
  given.forEach((one, i) => {
    if (isSql(one)) {
      text += one.text.replace(/\$(\d+)/g, (_, n) => `$${Number(n) + values.length}`)
      values.push(...one.values)
    } else {
      values.push(one)
      text += `$${values.length}`
    }
    text += parts[i + 1] ?? ''
  })
  return { text, values }
}

function isSql(one: unknown): one is Sql {
  return typeof one === 'object' && one !== null && 'text' in one && 'values' in one && Object.keys(one).length === 2
}

/** These ids as rows, to be asked for by `in`: all in one parameter, however many. */
export const among = (ids: readonly string[]): Sql => sql`(select i::uuid from jsonb_array_elements_text(${ids}::jsonb) as i)`
