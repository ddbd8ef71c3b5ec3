import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressOf, ask, openApp, request } from '../../../test/app.ts'
import { endpointNames, endpoints, scopeOf } from '../../contract/endpoints.ts'
import { refusalCodes } from '../../contract/refusal.ts'
import { refusalsOf } from '../../contract/refused.ts'
import { routes } from '../../contract/routes.ts'
import { partOf } from '../calls/parts.ts'
import { statusOfCode } from './problem.ts'

/**
 * Goal: the description tells the whole truth (VN-112). Method: it is read as any program would read it, over HTTP: its form by the rules of
 * OpenAPI 3.1, its content against the contract. That no endpoint answers otherwise is asked of every answer any test gets (`test/app.ts`).
 */
const app = await openApp()
// biome-ignore lint/suspicious/noExplicitAny: a document from outside
type Doc = any
const doc: Doc = (await request(app, 'GET', '/api/openapi.json')).body
const operations: { name: string; path: string; method: string; of: Doc }[] = Object.entries<Doc>(doc.paths).flatMap(
  ([path, item]) => Object.entries<Doc>(item).map(([method, of]) => ({ name: of.operationId, path, method, of })),
)

function* every(value: Doc, path: string[] = []): Generator<[string[], Doc]> {
  yield [path, value]
  if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) yield* every(one, [...path, key])
}
const at = (pointer: string): Doc =>
  pointer
    .slice(2)
    .split('/')
    .reduce((value, key) => value?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], doc)
const whole = (value: Doc): Doc => (value?.$ref ? whole(at(value.$ref)) : value)

test('VN-112: the description is OpenAPI 3.1: what it must have is there, and every reference leads somewhere', () => {
  assert.match(doc.openapi, /^3\.1\.\d+$/)
  assert.ok(doc.info.title && doc.info.version)
  const tags = doc.tags.map((tag: Doc) => tag.name)
  assert.equal(new Set(operations.map((one) => one.name)).size, operations.length)
  for (const { name, path, of } of operations) {
    assert.ok(of.summary.length > 5 && of.summary.length < 160 && of.description.length > 5, name)
    assert.ok(of.tags.length === 1 && tags.includes(of.tags[0]), name)
    assert.ok(of.security.length > 0, name)
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, key]) => key)
    const given = of.parameters.map(whole)
    assert.deepEqual(
      given
        .filter((one: Doc) => one.in === 'path')
        .map((one: Doc) => one.name)
        .sort(),
      inPath.sort(),
      name,
    )
    for (const one of given) assert.ok(one.name && one.schema && (one.in !== 'path' || one.required === true), name)
    for (const need of of.security)
      for (const scheme of Object.keys(need)) assert.ok(doc.components.securitySchemes[scheme], scheme)
    for (const [status, answer] of Object.entries<Doc>(of.responses)) {
      assert.match(status, /^[1-5]\d\d$/)
      assert.ok(whole(answer).description, `${name} ${status}`)
    }
  }
  for (const [path, value] of every(doc)) {
    if (path.at(-1) === '$ref') assert.ok(at(value) !== undefined, `${path.join('/')}: ${value}`)
    if (path.at(-1) === '$defs' || path.at(-1) === '$schema') assert.fail(path.join('/'))
  }
})

/** JSON Schema by the words it uses: each has the type that the draft gives it. */
test('VN-112: every schema is one: no word but those of JSON Schema, each with a value of its kind', () => {
  const isSchema = (value: Doc) => typeof value === 'object' && value !== null && !Array.isArray(value)
  const all = (value: Doc) => Array.isArray(value) && value.length > 0 && value.every(isSchema)
  const map = (value: Doc) => isSchema(value) && Object.values(value).every(isSchema)
  const texts = (value: Doc) => Array.isArray(value) && value.every((one: Doc) => typeof one === 'string')
  const number = (value: Doc) => typeof value === 'number'
  const types = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null']
  const words: Record<string, (value: Doc) => boolean> = {
    ...{
      type: (value) => [value].flat().every((one: Doc) => types.includes(one)),
      $ref: (value) => typeof value === 'string',
      enum: Array.isArray,
      const: () => true,
    },
    ...{ properties: map, required: texts, items: isSchema, prefixItems: all, propertyNames: isSchema },
    additionalProperties: (value) => typeof value === 'boolean' || isSchema(value),
    ...{ anyOf: all, oneOf: all, allOf: all, not: isSchema, default: () => true, description: (value) => value.length > 0 },
    ...{ minLength: number, maxLength: number, minItems: number, maxItems: number, minimum: number, maximum: number },
    ...{ exclusiveMinimum: number, exclusiveMaximum: number, pattern: (value) => new RegExp(value, 'u') instanceof RegExp },
    ...{ format: (value) => /^[a-z-]+$/.test(value) },
  }
  const inner = ['items', 'not', 'additionalProperties', 'propertyNames']
  const check = (schema: Doc, path: string): void => {
    for (const [word, value] of Object.entries<Doc>(schema)) {
      assert.ok(words[word]?.(value), `${path}: ${word} ${JSON.stringify(value)?.slice(0, 80)}`)
      if (inner.includes(word) && isSchema(value)) check(value, `${path}/${word}`)
      if (word === 'properties') for (const [key, one] of Object.entries(value)) check(one, `${path}/${key}`)
      if (/^(anyOf|oneOf|allOf|prefixItems)$/.test(word)) for (const one of value) check(one, `${path}/${word}`)
    }
  }
  let schemas = 0
  for (const [path, value] of every({ ...doc, components: { ...doc.components, schemas: {} } }))
    if (path.at(-1) === 'schema') {
      check(value, path.join('/'))
      schemas++
    }
  for (const [name, schema] of Object.entries(doc.components.schemas)) check(schema, name)
  assert.ok(schemas > 500)
})

test('VN-112: every endpoint is in it once, with its parameters, its body, its scope, and every status and code it answers with', () => {
  assert.deepEqual(operations.map((one) => one.name).sort(), [...endpointNames].sort())
  for (const name of endpointNames) {
    const [method, path] = routes[name]
    const of = doc.paths[path.replace(/:(\w+)/g, '{$1}')][method.toLowerCase()]
    const codes = refusalsOf(name)
    const wanted = [200, ...(method === 'GET' ? [304] : []), ...new Set(codes.map(statusOfCode)), 500].map(String)
    assert.deepEqual(Object.keys(of.responses).sort(), [...new Set(wanted)].sort(), name)
    const told = Object.values<Doc>(of.responses).flatMap(
      (answer) => answer.content?.['application/problem+json']?.schema?.properties?.code.enum ?? [],
    )
    assert.deepEqual(told.sort(), [...codes].sort(), name)
    assert.equal(method === 'GET', of.responses[200].headers.ETag !== undefined, name)
    assert.ok(of.responses[429].headers['Retry-After'] && of.responses[429].headers.RateLimit)
    const hasBody = endpoints[name].body.safeParse(undefined).success === false
    assert.equal(of.requestBody !== undefined, hasBody, name)
    const scope = scopeOf(name)
    assert.deepEqual(of.security.find((need: Doc) => need.token)?.token, scope ? [scope] : [], name)
    assert.equal(codes.includes('part-off'), partOf(name) !== null, name)
  }
})

/** `wrong-method` is said before there is an endpoint. */
test('VN-112: each code stands at some endpoint, but those that no endpoint alone can say', () => {
  const said = new Set(endpointNames.flatMap(refusalsOf))
  assert.deepEqual(
    refusalCodes.filter((code) => !said.has(code)),
    ['wrong-method'],
  )
})

test('VN-112: feeds, frames and webhooks stand there too, and the explorer is served from here, with nothing from elsewhere', async () => {
  for (const feed of ['meeting:ID', 'activity:ID/OPENING', 'meeting:ID/console', 'board:EVENT'])
    assert.ok(doc.info.description.includes(feed))
  for (const name of ['SocketUp', 'MeetingView', 'MeetingChange', 'TallyView', 'ConsoleView', 'BoardView'])
    assert.ok(doc.components.schemas[name])
  assert.ok(Object.keys(doc.webhooks).includes('meeting.started'))
  const page = await request(app, 'GET', '/docs')
  assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'self'/)
  for (const [, address = ''] of String(page.body).matchAll(/(?:src|href)="([^"]+)"/g)) {
    assert.match(address, /^\/(docs[/?]|api\/openapi|favicon)/)
    assert.equal((await request(app, 'GET', address)).status, 200)
  }
  const problems = await request(app, 'GET', '/docs/problems')
  assert.deepEqual(Object.keys(problems.body).sort(), [...refusalCodes].sort())
})

test('a method that is not served is answered with those that are, at every address of the description', async () => {
  for (const path of Object.keys(doc.paths)) {
    const served = Object.keys(doc.paths[path]).map((one) => one.toUpperCase())
    const other = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE'].find((one) => !served.includes(one))
    if (!other) continue
    const name = doc.paths[path][served[0]?.toLowerCase() ?? ''].operationId as (typeof endpointNames)[number]
    const address = addressOf(name, new Proxy({}, { get: () => 'x' }))
    const answer = await request(app, other, address)
    assert.deepEqual([answer.status, answer.body.code], [405, 'wrong-method'], `${other} ${path}`)
    assert.deepEqual((answer.headers.get('allow') ?? '').split(', ').sort(), served.sort(), path)
  }
})

test('every GET that lets strangers in has an ETag, and is a line when it is known already', async () => {
  for (const name of endpointNames.filter((one) => routes[one][0] === 'GET' && endpoints[one].who === 'anyone')) {
    const first = await ask(app, name, { params: { code: 'none', page: 'index', event: 'sample' } })
    if (first.status !== 200 || name === 'instance') continue
    const tag = first.headers.get('etag') ?? ''
    assert.match(tag, /^"[\w-]{22}"$/, name)
    const again = await ask(app, name, { params: { page: 'index', event: 'sample' }, headers: { 'if-none-match': tag } })
    assert.deepEqual([again.status, again.body], [304, ''], name)
  }
})
