import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Hono } from 'hono'
import { en as refusals } from '../../words/refusals/en.ts'
import { groupNames, openApiOf } from './docs-openapi.ts'

/** What a request brings along from Node's own server. */
export interface Env {
  Bindings: { incoming: IncomingMessage }
}

/** The API's description, and a page to explore it, served from here: a hall may have no way out to the internet. */

const explorer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
const explorerFiles: Record<string, string> = { 'swagger-ui.css': 'text/css', 'swagger-ui-bundle.js': 'text/javascript' }
const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Plenary API</title><link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="/docs/swagger-ui.css"><link rel="stylesheet" href="/docs/docs.css"></head>
<body><nav id="groups" aria-label="Groups of endpoints">${groupNames.map((name) => `<a href="/docs?group=${name}">${name}</a>`).join(' ')}
<a href="/api/openapi.json">openapi.json</a></nav><main id="docs"></main>
<script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`
/** One group is drawn at a time; whoever goes to another keeps the key they gave. */
const start = `
const links = [...document.querySelectorAll('#groups a[href*="group="]')]
const chosen = () => new URLSearchParams(location.search).get('group') ?? '${groupNames[0]}'
const addressOf = (group) => '/api/openapi.json?group=' + encodeURIComponent(group)
const mark = () => { for (const link of links) link.setAttribute('aria-current', link.textContent === chosen() ? 'page' : 'false') }
const ui = SwaggerUIBundle({ url: addressOf(chosen()), dom_id: '#docs', deepLinking: true, docExpansion: 'list', defaultModelsExpandDepth: -1 })
const show = () => { mark(); ui.specActions.updateUrl(addressOf(chosen())); ui.specActions.download(addressOf(chosen())) }
for (const link of links) link.addEventListener('click', (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault(); history.pushState(null, '', link.href); show()
})
addEventListener('popstate', show)
mark()`
const styles = `#groups { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; max-width: 1460px; margin: 0 auto; padding: 1rem 20px; font: 1rem system-ui, sans-serif }
#groups a { color: #1f4e8c; padding: 0.25rem 0 } #groups a[aria-current=page] { font-weight: 700; text-decoration: none }`
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"

export function addDocs(app: Pick<Hono<Env>, 'get'>, version: string): void {
  const documents = new Map<string, string>()
  app.get('/api/openapi.json', (c) => {
    const only = groupNames.find((name) => name === c.req.query('group')) ?? null
    const document = documents.get(only ?? '') ?? JSON.stringify(openApiOf(version, only))
    documents.set(only ?? '', document)
    return c.body(document, 200, { 'Content-Type': 'application/json' })
  })
  app.get('/docs', (c) => c.html(page, 200, { 'Content-Security-Policy': policy }))
  app.get('/docs/start.js', (c) => c.body(start, 200, { 'Content-Type': 'text/javascript' }))
  app.get('/docs/docs.css', (c) => c.body(styles, 200, { 'Content-Type': 'text/css' }))
  app.get('/docs/problems', (c) => c.json(refusals))
  for (const [file, type] of Object.entries(explorerFiles)) {
    app.get(`/docs/${file}`, async (c) =>
      c.body(await readFile(join(explorer, file)), 200, { 'Content-Type': type, 'Cache-Control': 'max-age=86400' }),
    )
  }
}
