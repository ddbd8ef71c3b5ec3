import assert from 'node:assert/strict'
import { test } from 'node:test'
import { htmlOf } from './markdown.ts'

const ATTRIBUTES = new Set(['href', 'title', 'target', 'rel', 'src', 'alt', 'start', 'style', 'class'])
const TAGS = /^(p|br|a|em|strong|s|code|pre|ul|ol|li|h[1-6]|hr|blockquote|img|table|thead|tbody|tr|th|td)$/

/** Everything that could act in a page: strange tags, strange attributes, addresses that are no plain way somewhere. */
function active(html: string): string[] {
  const found: string[] = []
  for (const [, name = '', rest = ''] of html.matchAll(/<\/?([a-z0-9]+)((?:[^<>"]|"[^"]*")*)>/gi)) {
    if (!TAGS.test(name)) found.push(name)
    for (const [, attribute = '', value = ''] of rest.matchAll(/([^\s="/]+)(?:="([^"]*)")?/g)) {
      if (!ATTRIBUTES.has(attribute)) found.push(attribute)
      if (attribute === 'style' && !/^text-align:(left|right|center)$/.test(value)) found.push(`style ${value}`)
      if (/^(href|src)$/.test(attribute) && !/^(https?:\/\/|mailto:|\/(?![/\\]))/i.test(value)) found.push(value)
    }
  }
  if (/<(?![/a-z])/i.test(html)) found.push('<')
  return found
}

const VECTORS = [
  '<script>alert(1)</script>',
  '<ScRiPt src=//evil.example></sCrIpT>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<!-- --!><img src=x onerror=alert(1)>-->',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<style>*{background:url(javascript:alert(1))}</style>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x]( javascript:alert(1))',
  '[x](<java\tscript:alert(1)>)',
  '[x](java&Tab;script:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](&#x6A;&#x61;vascript&colon;alert(1))',
  '[x](%6Aavascript:alert(1))',
  '[x](\\javascript:alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](&#1;javascript:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](vbscript:msgbox(1))',
  '[x](file:///etc/passwd)',
  '[x](blob:https://a.example/1)',
  '[x](//evil.example)',
  '[x](/\\evil.example)',
  '[x](/&#9;/evil.example)',
  '<javascript:alert(1)>',
  '<data:text/html,x>',
  'javascript:alert(1) and //evil.example',
  '[x]: javascript:alert(1)\n\n[x] ![x]',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '![x" onerror="alert(1)](https://a.example/i.png)',
  '[x](https://a.example/"onmouseover="alert(1))',
  '[x](https://a.example/ \'a"onmouseover="alert(1)\')',
  '[![x](javascript:alert(1))](javascript:alert(2))',
  '[<script>alert(1)</script>](https://a.example)',
  '**<b onclick=alert(1)>**',
  '- > # <script>alert(1)</script>',
  '```"><script>alert(1)</script>\n</code></pre><script>alert(1)</script>\n```',
  '`<script>`</code><script>alert(1)</script>',
  '| a |\n|---|\n| <script>alert(1)</script> |',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '\u0000<script>alert(1)</script>',
]

test('nothing a person types becomes something that acts', () => {
  for (const text of VECTORS) assert.deepEqual(active(htmlOf(text)), [], `${text} → ${htmlOf(text)}`)
})

test('vectors inside one another, and all of them in one text, do not act either', () => {
  for (const outer of VECTORS)
    for (const inner of VECTORS) {
      const text = outer.replace('x', inner)
      assert.deepEqual(active(htmlOf(text)), [], text)
    }
  assert.deepEqual(active(htmlOf(VECTORS.join(' '))), [])
  assert.deepEqual(active(htmlOf(VECTORS.join('\n\n> '))), [])
})

test('the check sees what acts', () => {
  for (const html of ['<script>', '<p onclick="x">', '<a href="javascript:x">', '<a href="//x">', '<svg/onload=x>', '<!-- x'])
    assert.notDeepEqual(active(html), [], html)
})

test('links to elsewhere open apart and tell nobody where from; links of the house and mail addresses stay as they are', () => {
  const apart = 'target="_blank" rel="nofollow noopener noreferrer"'
  assert.equal(htmlOf('[a](https://a.example/?b=1&c=2)'), `<p><a href="https://a.example/?b=1&amp;c=2" ${apart}>a</a></p>\n`)
  assert.equal(htmlOf('[a](HTTP://a.example)'), `<p><a href="HTTP://a.example" ${apart}>a</a></p>\n`)
  assert.equal(htmlOf('see https://a.example now'), `<p>see <a href="https://a.example" ${apart}>https://a.example</a> now</p>\n`)
  assert.equal(htmlOf('<https://a.example>'), `<p><a href="https://a.example" ${apart}>https://a.example</a></p>\n`)
  assert.equal(htmlOf('[a](/e/party)'), '<p><a href="/e/party">a</a></p>\n')
  assert.equal(htmlOf('[a](mailto:a@a.example)'), '<p><a href="mailto:a@a.example">a</a></p>\n')
})

test('a text keeps its lines, its emphasis and its signs; an empty one is nothing', () => {
  assert.equal(htmlOf('one\n**two** & <three>'), '<p>one<br>\n<strong>two</strong> &amp; &lt;three&gt;</p>\n')
  assert.equal(htmlOf(''), '')
  assert.equal(htmlOf(' \n\t '), '')
})

test('a long or deeply nested text ends soon', () => {
  const started = performance.now()
  for (const text of ['[', '*', '> ', '- ', '![](', '`', '<', '[a](', '_a'])
    assert.deepEqual(active(htmlOf(text.repeat(10_000 / text.length))), [])
  assert.ok(performance.now() - started < 5_000)
})
