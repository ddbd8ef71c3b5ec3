import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Hono } from 'hono'
import { z } from 'zod'
import type { Endpoint } from '../../contract/endpoint.ts'
import { endpointNames, endpoints } from '../../contract/endpoints.ts'
import { refusalCodes } from '../../contract/refusal.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'
import { en as refusals } from '../../words/refusals/en.ts'

/** What a request brings along from Node's own server. */
export interface Env {
  Bindings: { incoming: IncomingMessage }
}

/** The API's description, made from the contract, and a page to explore it, served from here: a hall may have no way out to the internet. */

const audience: Record<Endpoint['who'], string> = {
  anyone: 'Anyone.',
  participant: 'A participant of the meeting, or its organizers.',
  'signed-in': 'Whoever is signed in.',
  moderator: 'Moderators.',
  organizer: 'Organizers.',
  owner: 'Owners.',
}

const about = `The same calls go over the socket at \`/ws\`: \`{ "say": "call", "id": 1, "endpoint": "answer", "params": {…}, "body": {…} }\` is answered by
\`{ "id": 1, "reply": {…} }\` or \`{ "id": 1, "refusal": { "code", "message", "path" } }\`. The name of an endpoint is its \`operationId\`.
One credential serves both: the sign-in cookie, the guest cookie that joining sets, or \`Authorization: Bearer\`.

**Feeds.** \`{ "say": "follow", "feed": "…", "after": 17 }\` brings \`{ feed, seq, view }\` or the changes after 17 as \`{ feed, seq, change }\`;
\`{ feed, restart: true }\` means that a view follows. \`{ "say": "unfollow", "feed": "…" }\` ends it. \`{ beat }\` is a sign of life with the server's clock (ms).

| feed | who may follow | what it brings |
|---|---|---|
| \`meeting:ID\` | participants, organizers, the stage (with \`key\`) | MeetingView, MeetingChange: phases, the open activity, a growing cloud, results once shown |
| \`activity:ID/OPENING\` | those who answered the poll, organizers, the stage (with \`key\`, where the poll allows) | TallyView, TallyChange: the running count of one opening |
| \`meeting:ID/console\` | organizers | ConsoleView, ConsoleChange: everything |`

/** OpenAPI 3.1, whose schemas are plain JSON Schema: zod prints them. */
export function openApiOf(version: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const name of endpointNames) {
    const [method, path] = routes[name]
    const at = path.replace(/:(\w+)/g, '{$1}')
    paths[at] = { ...paths[at], [method.toLowerCase()]: operationOf(name, endpoints[name]) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Plenary', version, description: about },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: jsonSchema(Problem, 'output') },
    },
  }
}

function operationOf(name: EndpointName, endpoint: Endpoint) {
  const params = endpoint.params instanceof z.ZodObject ? Object.entries<z.ZodType>(endpoint.params.shape) : []
  const hasBody = !(endpoint.body instanceof z.ZodUndefined)
  return {
    operationId: name,
    summary: endpoint.summary,
    description: `${audience[endpoint.who]}${endpoint.httpOnly ? ' Over HTTP only.' : ''}`,
    security: endpoint.who === 'anyone' ? [{}, { token: [] }] : [{ token: [] }],
    parameters: params.map(([key, schema]) => {
      const isInPath = routes[name][1].split('/').includes(`:${key}`)
      const required = isInPath || !schema.safeParse(undefined).success
      return { name: key, in: isInPath ? 'path' : 'query', required, schema: jsonSchema(schema, 'input') }
    }),
    ...(hasBody
      ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(endpoint.body, 'input') } } } }
      : {}),
    responses: {
      200: { description: 'Done.', content: { 'application/json': { schema: jsonSchema(endpoint.reply, 'output') } } },
      default: {
        description: 'A refusal.',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(refusalCodes),
  path: z.string().optional(),
})

const explorer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const explorerFiles: Record<string, string> = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' }
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plenary API</title><link rel="stylesheet" href="/docs/swagger-ui.css"></head><body><main id="docs"></main>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`
const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, defaultModelsExpandDepth: 0 })`
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"

export function addDocs(app: Pick<Hono<Env>, 'get'>, version: string): void {
  let document: string | null = null
  app.get('/api/openapi.json', (c) => {
    document ??= JSON.stringify(openApiOf(version))
    return c.body(document, 200, { 'Content-Type': 'application/json' })
  })
  app.get('/docs', (c) => c.html(page, 200, { 'Content-Security-Policy': policy }))
  app.get('/docs/start.js', (c) => c.body(start, 200, { 'Content-Type': 'text/javascript' }))
  app.get('/docs/problems', (c) => c.json(refusals))
  for (const [file, type] of Object.entries(explorerFiles)) {
    app.get(`/docs/${file}`, async (c) =>
      c.body(await readFile(join(explorer, file)), 200, { 'Content-Type': type, 'Cache-Control': 'max-age=86400' }),
    )
  }
}
