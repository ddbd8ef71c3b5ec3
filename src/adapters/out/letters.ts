import type { Letter } from '../../contract/mails.schema.ts'
import { mailPaths } from '../../contract/mails.ts'
import type { Content } from '../../modules/mails/index.ts'
import { inAll } from '../../words/everywhere.ts'
import { languageOf, languages } from '../../words/languages.ts'
import { mailsWords } from '../../words/mails/all.ts'
import type { MailsWords } from '../../words/mails/en.ts'

/** Mails in words: the reader's language, as a page and as text. Whatever people typed is text in both. */

type Words = MailsWords['letters']

/** A mail before it is dressed. */
interface Said {
  readonly subject: string
  readonly text: string
  readonly button?: string
  /** The code behind the button's address. */
  readonly code?: string
  /** What stands under the button, a paragraph each. */
  readonly below: readonly string[]
}

const wordsIn = await inAll<MailsWords>(mailsWords)

/** @param publicUrl where this instance is reached, without a slash at its end: links in mails are whole addresses */
export function letterOf({ kind, facts }: Content, language: string, publicUrl: string): Letter {
  const tag = languageOf(language) ?? 'en'
  const words = wordsIn(tag).letters
  const said = saidBy({ kind, facts } as Content, words, tag)
  const path = mailPaths[kind]
  const link = said.button && path ? `${publicUrl}${path}${encodeURIComponent(said.code ?? '')}` : null
  const { host } = new URL(publicUrl)
  const hello = facts.name && kind !== 'invitation' ? words.hello(oneLine(facts.name)) : words.helloAll
  const whole = { ...said, hello, link, orOpen: words.orOpen, foot: words.sentBy(host) }
  return { subject: oneLine(said.subject), html: pageOf(whole, tag), text: textOf(whole) }
}

function saidBy({ kind, facts }: Content, words: Words, tag: string): Said {
  switch (kind) {
    case 'confirm-address':
    case 'reset-password':
    case 'confirm-new-address':
    case 'delete-account':
      return { ...words[kind], ...codedBy(facts, words, [words.notYou]) }
    case 'account-exists':
      return { ...words[kind], below: [words.notYou] }
    case 'address-changed':
      return { ...words[kind], text: words[kind].text(oneLine(facts.address)), below: [words.notYouAct] }
    case 'password-changed':
      return { ...words[kind], below: [words.notYouAct] }
    case 'user-name-changed':
      return { ...words[kind], text: words[kind].text(oneLine(facts.userName)), below: [] }
    case 'new-sign-in':
      return {
        ...words[kind],
        text: words[kind].text(oneLine(facts.device) || words.noDevice, timeOf(facts.at, tag)),
        below: [words.notYouAct],
      }
    case 'topic': {
      const [track, text, place] = [`#${facts.track}`, oneLine(facts.text), oneLine(facts.place)]
      const where = place === '' ? track : `${track} (${place})`
      const subject = `${facts.verb}: ${track}`
      return { ...words[kind], subject, text: `${facts.verb}: ${where}: ${text}`, code: facts.code, below: [words[kind].below] }
    }
    case 'test':
      return { ...words[kind], below: [] }
    case 'invitation': {
      const name = oneLine(facts.name)
      return { ...words[kind], subject: words[kind].subject(name), text: words[kind].text(name), ...codedBy(facts, words, []) }
    }
  }
}

const codedBy = (facts: { code: string; hours: number }, words: Words, after: readonly string[]) => ({
  code: facts.code,
  below: [words.good(facts.hours), ...after],
})

const dayAndTime = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
const timeOf = (at: string, tag: string): string =>
  new Intl.DateTimeFormat(tag, { ...dayAndTime, timeZone: 'UTC', timeZoneName: 'short' }).format(new Date(at))

interface Whole extends Said {
  readonly hello: string
  readonly link: string | null
  readonly orOpen: string
  readonly foot: string
}

const textOf = ({ hello, text, link, below, foot }: Whole): string =>
  `${[hello, text, ...(link ? [link] : []), ...below, `--\n${foot}`].join('\n\n')}\n`

const paragraph = (text: string, style = '') => `<p style="margin:0 0 16px;${style}">${escaped(text)}</p>`

/** One column of plain HTML with its styles inline, as mail programs read it; no picture, nothing to fetch. */
function pageOf({ subject, hello, text, button, link, below, orOpen, foot }: Whole, tag: string): string {
  const dir = languages.find((one) => one.tag === tag)?.dir ?? 'ltr'
  const face =
    'display:inline-block;padding:12px 20px;border-radius:8px;background:#4438ca;color:#ffffff;font-weight:600;text-decoration:none'
  const small = 'font-size:14px;color:#5b5b6b'
  const press =
    link && button ? `<p style="margin:24px 0"><a href="${escaped(link)}" style="${face}">${escaped(button)}</a></p>` : ''
  const again = link
    ? `${paragraph(orOpen, small)}<p style="margin:0 0 16px;${small};word-break:break-all">${escaped(link)}</p>`
    : ''
  return `<!doctype html>
<html lang="${tag}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(oneLine(subject))}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1d1b26;font:16px/1.5 system-ui,sans-serif">
<main style="max-width:560px;margin:0 auto">
<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${escaped(oneLine(subject))}</h1>
${paragraph(hello)}
${paragraph(text)}
${press}
${below.map((one) => paragraph(one)).join('\n')}
${again}
<hr style="border:0;border-top:1px solid #d8d6e0;margin:24px 0">
${paragraph(foot, small)}
</main>
</body>
</html>
`
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)

/** Names and subjects are one line, without characters that nobody sees: what comes after a line break would be a header of its own. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim()
