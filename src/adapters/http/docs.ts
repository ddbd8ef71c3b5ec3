import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Hono } from 'hono'
import { en as refusals } from '../../words/refusals/en.ts'
import { openApiOf } from './docs-openapi.ts'

/** What a request brings along from Node's own server. */
export interface Env {
  Bindings: { incoming: IncomingMessage }
}

/** The API's description, and a page to explore it, served from here: a hall may have no way out to the internet. */

const explorer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const explorerFiles: Record<string, string> = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' }
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plenary API</title><link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/docs/swagger-ui.css"></head><body><main id="docs"></main>
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
