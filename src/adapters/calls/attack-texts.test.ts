import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { z } from 'zod'
import { type Answer, ask, openApp, ownerOf, request } from '../../../test/app.ts'
import { casesOf, openEvents } from '../../../test/matrix.ts'
import type { Case, Input } from '../../../test/matrix-rows.ts'
import { rowsAtRest } from '../../../test/world.ts'
import { endpointNames, endpoints } from '../../contract/endpoints.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'

/**
 * Goal: what people type stays a text, and nobody sets what they were not asked for. Method: from the contract's schemas, so that a new field is
 * attacked from its first day: every object is strict, every text field is given markup, and every answer is read for it.
 */
const app = await openApp((config) => ({ ...config, server: { ...config.server, trustProxy: true } }))
let cases: readonly Case[]
let owner: string
let addresses = 0
before(async () => {
  owner = await ownerOf(app)
  await openEvents(app)
  ;({ cases } = await casesOf(app))
})
const asOwner = (name: EndpointName, { params = {}, body }: Input) => {
  const isInPath = ([key]: [string, string]) => routes[name][1].includes(`:${key}`)
  const all = Object.entries(params)
  return ask(app, name, {
    params: Object.fromEntries(all.filter(isInPath)),
    query: Object.fromEntries(all.filter((given) => !isInPath(given))),
    ...(body === undefined ? {} : { body }),
    token: owner,
    headers: { 'x-forwarded-for': `2001:db8:${(++addresses).toString(16)}::1` },
  })
}
const inner = (schema: z.ZodType): z.ZodType[] => {
  const { def } = schema as unknown as { def: Record<string, unknown> }
  const shape = schema instanceof z.ZodObject ? Object.values(schema.shape) : []
  const options = Array.isArray(def.options) ? def.options : []
  const items = Array.isArray(def.items) ? def.items : []
  const more = ['innerType', 'element', 'in', 'out', 'left', 'right', 'valueType', 'rest'].map((key) => def[key])
  return [...shape, ...options, ...items, ...more].filter((one): one is z.ZodType => one instanceof z.ZodType)
}
function everySchema(schema: z.ZodType, seen = new Set<z.ZodType>()): Set<z.ZodType> {
  if (!seen.has(schema)) {
    seen.add(schema)
    for (const one of inner(schema)) everySchema(one, seen)
  }
  return seen
}

test('mass assignment: no object that is taken in anywhere has room for what it does not name', () => {
  const loose: string[] = []
  let objects = 0
  for (const name of endpointNames)
    for (const where of ['params', 'body'] as const)
      for (const schema of everySchema(endpoints[name][where])) {
        if (!(schema instanceof z.ZodObject)) continue
        objects++
        if (!(schema.def.catchall instanceof z.ZodNever)) loose.push(`${name} ${where}: ${Object.keys(schema.shape)}`)
      }
  assert.deepEqual(loose, [])
  assert.ok(objects > endpointNames.length / 2, `${objects} objects were looked at`)
})

/** What attackers would like to be taken along. */
const wished = {
  role: 'owner',
  roles: [{ role: 'owner', event: null }],
  owner: true,
  person: 'x',
  id: 'x',
  confirmed: true,
}

test('mass assignment: one key too many is refused by its name at every endpoint, and nothing is done', async () => {
  const withBody = cases.filter(({ name }) => !(endpoints[name].body instanceof z.ZodUndefined))
  const inputs: [Case, Input][] = []
  for (const one of withBody) inputs.push([one, await one.input()])
  const rows = await rowsAtRest(app.world)
  for (const [{ name }, { params = {}, body }] of inputs) {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) continue
    for (const [key, value] of Object.entries(wished)) {
      if (key in body || takes(endpoints[name].body, key)) continue
      const answer = await asOwner(name, { params, body: { ...body, [key]: value } })
      assert.deepEqual([answer.status, answer.body.code], [400, 'bad-input'], `${name} ${key}`)
    }
    const polluted = JSON.stringify(body).replace(
      /^\{/,
      body && Object.keys(body).length > 0 ? '{"__proto__":{"polluted":1},' : '{"__proto__":{"polluted":1}',
    )
    await ask(app, name, {
      params: inPath(name, params),
      body: polluted,
      headers: { authorization: 'Bearer none-of-anybody-at-all' },
    })
    assert.equal(({} as Record<string, unknown>).polluted, undefined, name)
  }
  assert.deepEqual(await rowsAtRest(app.world), rows)
  for (const name of endpointNames.filter((one) => routes[one][0] === 'GET')) {
    const found = cases.find((one) => one.name === name)
    const { params = {} } = (await found?.input()) ?? {}
    const answer = await asOwner(name, { params: { ...params, surplus: 'x' } })
    assert.deepEqual([answer.status, answer.body.code], [400, 'bad-input'], name)
  }
})
const takes = (schema: z.ZodType, key: string): boolean =>
  [...everySchema(schema)].some((one) => one instanceof z.ZodObject && key in one.shape)
const inPath = (name: EndpointName, params: Record<string, string>) =>
  Object.fromEntries(Object.entries(params).filter(([key]) => routes[name][1].includes(`:${key}`)))

const markup = '"><img src=x onerror=alert(1)>'
type Path = readonly (string | number)[]
function* textsIn(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value === 'string') yield path
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) yield* textsIn(one, [...path, Array.isArray(value) ? Number(key) : key])
}
function withAt(value: unknown, [first, ...rest]: Path, text: string): unknown {
  if (first === undefined) return text
  if (Array.isArray(value)) return value.map((one, i) => (i === first ? withAt(one, rest, text) : one))
  return { ...(value as object), [first]: withAt((value as Record<string, unknown>)[first], rest, text) }
}
/** What an answer says in HTML has none of it as markup; the rest is JSON that no browser takes for a page. */
function assertText(name: string, { headers, body }: Answer): void {
  assert.match(headers.get('content-type') ?? '', /^application\/(problem\+)?json/, name)
  assert.equal(headers.get('x-content-type-options'), 'nosniff', name)
  JSON.stringify(body, (key, value) => {
    if (typeof value === 'string' && /html$/i.test(key))
      assert.doesNotMatch(value, /<img|<script|onerror=[^&]*>(?!.*&gt;)/i, `${name} ${key}`)
    return value
  })
}

test('markup: every text field is given it, no answer is a page or has it as markup, and it is read back as it was typed', async () => {
  const kept = new Set<string>()
  const refused = new Set<string>()
  for (const one of cases) {
    for (const path of textsIn((await one.input()).body)) {
      // What can be done once is made anew for each field.
      const { params, body } = await one.input()
      const input: Input = { ...(params ? { params } : {}), body: withAt(body, path, markup) }
      const answer = await asOwner(one.name, input)
      assert.notEqual(answer.status, 500, `${one.name} ${path.join('.')}`)
      assertText(one.name, answer)
      ;(answer.status === 200 ? kept : refused).add(`${one.name}.${path.join('.')}`)
    }
  }
  assert.ok(kept.size > 20, `kept: ${[...kept]}; refused: ${[...refused]}`)
  let found = 0
  for (const one of cases.filter(({ name }) => routes[name][0] === 'GET')) {
    const answer = await asOwner(one.name, await one.input())
    assertText(one.name, answer)
    found += JSON.stringify(answer.body).split(JSON.stringify(markup).slice(1, -1)).length - 1
  }
  assert.ok(found > 5, `read back ${found} times`)
  for (const path of ['/', '/meetings', '/e/here', '/home/more', '/privacy', '/console', `/join/${encodeURIComponent(markup)}`]) {
    const page = await request(app, 'GET', path)
    assert.ok(!String(page.body).includes('<img src=x'), path)
    if (page.status < 500)
      assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'self'.*object-src 'none'/)
  }
})
