import { z } from 'zod'
import { BoardChange, BoardView } from '../../contract/board.schema.ts'
import type { Endpoint } from '../../contract/endpoint.ts'
import { endpointNames, endpoints, type Group, groupOf, groups, scopeOf } from '../../contract/endpoints.ts'
import { FlagsChange, FlagsView } from '../../contract/flags.schema.ts'
import { UpFrame } from '../../contract/frames.ts'
import {
  ConsoleChange,
  ConsoleView,
  MeetingChange,
  MeetingView,
  SeatChange,
  SeatView,
  TallyChange,
  TallyView,
} from '../../contract/meeting.schema.ts'
import { newsKinds } from '../../contract/news.ts'
import { type RefusalCode, refusalCodes } from '../../contract/refusal.ts'
import { refusalsOf } from '../../contract/refused.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'
import { GUEST_COOKIE, SIGN_IN_COOKIE } from './caller.ts'
import { about, groupWords } from './docs-words.ts'
import { statusOfCode } from './problem.ts'

/**
 * The API as OpenAPI 3.1, made from the contract alone: what each endpoint takes, whom it lets in, and every status and code it may answer with.
 * Schemas of 3.1 are plain JSON Schema, as zod prints them.
 * @param only one group of endpoints, for whoever draws them: all of them are more than a slow machine draws in a moment
 */
export function openApiOf(version: string, only: Group | null = null) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const name of endpointNames.filter((one) => only === null || groupOf(one) === only)) {
    const [method, path] = routes[name]
    const at = path.replace(/:(\w+)/g, '{$1}')
    paths[at] = { ...paths[at], [method.toLowerCase()]: operationOf(name, endpoints[name]) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Plenary', version, description: about, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/' }],
    tags: groupNames.filter((name) => only === null || name === only).map((name) => ({ name, description: groupWords[name] })),
    paths,
    ...(only === null ? { webhooks: Object.fromEntries(newsKinds.map((kind) => [kind, newsOf(kind)])) } : {}),
    components: {
      securitySchemes,
      schemas: only === null ? schemas : { Problem: schemas.Problem },
      headers,
      parameters,
      responses,
    },
  }
}

export const groupNames = Object.keys(groups) as readonly Group[]

const audience: Record<Endpoint['who'], string> = {
  anyone: 'Anyone.',
  participant: 'A participant of the meeting, or its organizers.',
  'signed-in': 'Whoever is signed in.',
  moderator: 'Moderators.',
  organizer: 'Organizers.',
  owner: 'Owners.',
}

function operationOf(name: EndpointName, endpoint: Endpoint) {
  const isGet = routes[name][0] === 'GET'
  const scope = scopeOf(name)
  const hasBody = !(endpoint.body instanceof z.ZodUndefined)
  const more = [
    scope ? `A key needs the scope \`${scope}\`.` : 'No key reaches it.',
    endpoint.httpOnly ? 'Over HTTP only, for it sets or clears a cookie.' : '',
  ]
  return {
    operationId: name,
    tags: [groupOf(name)],
    summary: endpoint.summary.split(/(?<=[.:])\s/)[0],
    description: [endpoint.summary, audience[endpoint.who], ...more].filter(Boolean).join(' '),
    security: securityOf(endpoint.who, scope),
    parameters: [...parametersOf(name, endpoint), ...(isGet ? [ref('parameters', 'IfNoneMatch')] : [])],
    ...(hasBody
      ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(endpoint.body, 'input') } } } }
      : {}),
    responses: {
      200: {
        description: 'Done.',
        headers: isGet ? { ETag: ref('headers', 'ETag'), ...counted } : counted,
        content: { 'application/json': { schema: jsonSchema(endpoint.reply, 'output') } },
      },
      ...(isGet ? { 304: ref('responses', 'NotModified') } : {}),
      ...refusedBy(refusalsOf(name)),
      500: ref('responses', 'Fault'),
    },
  }
}

/** A key or a token goes as `Bearer`; a browser has cookies. */
function securityOf(who: Endpoint['who'], scope: string | null) {
  const all = [{ token: scope ? [scope] : [] }, { signIn: [] }, ...(who === 'participant' ? [{ guest: [] }] : [])]
  return who === 'anyone' ? [{}, ...all] : all
}

function parametersOf(name: EndpointName, endpoint: Endpoint) {
  const params = endpoint.params instanceof z.ZodObject ? Object.entries<z.ZodType>(endpoint.params.shape) : []
  return params.map(([key, schema]) => {
    const isInPath = routes[name][1].split('/').includes(`:${key}`)
    const required = isInPath || !schema.safeParse(undefined).success
    return { name: key, in: isInPath ? 'path' : 'query', required, schema: jsonSchema(schema, 'input') }
  })
}

/** One answer for each status, which names the codes it may carry. */
function refusedBy(codes: readonly RefusalCode[]) {
  const statuses = [...new Set(codes.map(statusOfCode))].sort((a, b) => a - b)
  return Object.fromEntries(
    statuses.map((status) => {
      const here = codes.filter((code) => statusOfCode(code) === status)
      const schema = { ...ref('schemas', 'Problem'), properties: { code: { enum: here } } }
      return [
        status,
        {
          description: `Refused: ${here.map((code) => `\`${code}\``).join(', ')}.`,
          headers: status === 429 || status === 503 ? { ...counted, 'Retry-After': ref('headers', 'RetryAfter') } : counted,
          content: { 'application/problem+json': { schema } },
        },
      ]
    }),
  )
}

/** What a webhook is sent. */
function newsOf(kind: string) {
  const schema = {
    type: 'object',
    required: ['type', 'timestamp', 'data'],
    properties: { type: { const: kind }, timestamp: { type: 'string', format: 'date-time' }, data: { type: 'object' } },
  }
  return {
    post: {
      operationId: kind,
      tags: ['webhooks'],
      summary: `Told to webhooks that want \`${kind}\`, signed by the rules of Standard Webhooks.`,
      requestBody: { required: true, content: { 'application/json': { schema } } },
      responses: { '2XX': { description: 'Taken. Any other answer is tried again, for three days.' } },
    },
  }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const ref = (kind: 'schemas' | 'headers' | 'responses' | 'parameters', name: string) => ({
  $ref: `#/components/${kind}/${name}`,
})
const counted = { 'RateLimit-Policy': ref('headers', 'RateLimitPolicy'), RateLimit: ref('headers', 'RateLimit') }

const Problem = z.object({
  type: z.string().describe('Where this code is explained.'),
  title: z.string().describe('One sentence in the language of `Accept-Language`.'),
  status: z.int(),
  code: z.enum(refusalCodes),
  path: z.string().optional().describe('Where the fault is, as `body.title` or `params.code`.'),
})

const problem = { 'application/problem+json': { schema: ref('schemas', 'Problem') } }

const securitySchemes = {
  token: { type: 'http', scheme: 'bearer', description: 'An API key (`plenary_…`), or the token of a sign-in.' },
  signIn: { type: 'apiKey', in: 'cookie', name: SIGN_IN_COOKIE, description: 'Set by signing in.' },
  guest: { type: 'apiKey', in: 'cookie', name: GUEST_COOKIE, description: 'Set by joining a meeting.' },
}

const feeds = {
  BoardView,
  BoardChange,
  MeetingView,
  MeetingChange,
  TallyView,
  TallyChange,
  ConsoleView,
  ConsoleChange,
  FlagsView,
  FlagsChange,
  SeatView,
  SeatChange,
}
const schemas = {
  Problem: jsonSchema(Problem, 'output'),
  SocketUp: jsonSchema(UpFrame, 'input'),
  ...Object.fromEntries(Object.entries(feeds).map(([name, schema]) => [name, jsonSchema(schema, 'output')])),
}

const text = { type: 'string' }
const headers = {
  ETag: { description: 'The tag of this answer: send it back as `If-None-Match`.', schema: text },
  RateLimitPolicy: { description: 'How many requests there may be (`q`) in how many seconds (`w`).', schema: text },
  RateLimit: { description: 'How many are left (`r`), and in how many seconds all of them are back (`t`).', schema: text },
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
  Allow: { description: 'The methods that are served there.', schema: text },
}

const parameters = {
  IfNoneMatch: { name: 'If-None-Match', in: 'header', required: false, description: 'The `ETag` known already.', schema: text },
}

/** What is no endpoint's own: `WrongMethod` is the answer wherever a path is served under other methods alone. */
const responses = {
  NotModified: { description: 'As it is known already.', headers: { ETag: ref('headers', 'ETag'), ...counted } },
  WrongMethod: { description: 'Refused: `wrong-method`.', headers: { Allow: ref('headers', 'Allow') }, content: problem },
  Fault: { description: 'A fault of ours, told as `unavailable`.', content: problem },
}
