import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type MailFacts, type MailKind, mailKinds, mailPaths } from '../../contract/mails.ts'
import type { Content } from '../../modules/mails/index.ts'
import { languages } from '../../words/languages.ts'
import { letterOf } from './letters.ts'

const url = 'https://plenary.example.org:8443'
const coded = { name: 'Ann', code: 'aB-_1/%23', hours: 2 }
const facts: MailFacts = {
  'confirm-address': coded,
  'account-exists': { name: 'Ann' },
  'reset-password': coded,
  'confirm-new-address': coded,
  'address-changed': { name: 'Ann', address: 'new@example.org' },
  'password-changed': { name: 'Ann' },
  'user-name-changed': { name: 'Ann', userName: 'annie' },
  'new-sign-in': { name: 'Ann', device: 'Firefox on Linux', at: '2026-06-01T09:05:00.000Z' },
  'delete-account': coded,
  invitation: coded,
  topic: { name: 'Ann', code: 'aB-_1/%23', track: 'tides', verb: 'now', text: 'Salt and wind', place: 'Pier' },
  test: { name: 'Ann' },
}
const contentOf = (kind: MailKind, more: object = {}) => ({ kind, facts: { ...facts[kind], ...more } }) as Content

test('VN-108: each mail has subject, page and text in the language of its reader, with whole links and every fact', () => {
  const subjects = new Set<string>()
  for (const { tag } of languages)
    for (const kind of mailKinds) {
      const { subject, html, text } = letterOf(contentOf(kind), tag, url)
      subjects.add(`${tag} ${subject}`)
      assert.match(html, new RegExp(`^<!doctype html>\\n<html lang="${tag}" dir="ltr">`))
      assert.ok(html.includes(`<title>${subject.replace("'", '&#39;')}</title>`), subject)
      const path = mailPaths[kind]
      const link = path && `${url}${path}${'code' in facts[kind] ? 'aB-_1%2F%2523' : ''}`
      if (link) assert.ok(text.includes(`\n${link}\n`) && html.includes(`href="${link}"`), `${tag} ${kind}`)
      else assert.ok(!text.includes('http') && !html.includes('href'), `${tag} ${kind}`)
      const { code: _code, at: _at, hours, ...told } = facts[kind] as Record<string, string>
      for (const fact of [...Object.values(told), ...(hours ? ['2'] : [])])
        assert.ok(text.includes(fact) && html.includes(fact), `${tag} ${kind} says nothing of ${fact}`)
      assert.ok(!/undefined|\[object|function/.test(text + html), `${tag} ${kind}`)
    }
  assert.ok(subjects.size >= languages.length * (mailKinds.length - 1))
})

test('a language that is none of ours is English', () =>
  assert.equal(letterOf(contentOf('test'), 'de-AT', url).subject, letterOf(contentOf('test'), 'en', url).subject))

test('what people typed is text, in the page and in the headers', () => {
  const evil = '<img src=x onerror="alert(1)">&\'\r\nBcc: all@example.org\r\n\r\nBody'
  for (const kind of mailKinds) {
    const { subject, html, text } = letterOf(
      contentOf(kind, { name: evil, address: evil, userName: evil, device: evil, code: evil }),
      'en',
      url,
    )
    assert.doesNotMatch(subject, /[\p{Cc}]/u, kind)
    assert.ok(!html.includes('<img') && !/[\r]/.test(html + text), kind)
    assert.doesNotMatch(text, /^Bcc:/m, kind)
    // No attribute is left early.
    for (const [, address] of html.matchAll(/href="([^"]*)"/g)) assert.match(address ?? '', /^https:\/\/plenary[^<>\s]*$/)
  }
})

test('characters that turn a text around are left out of names and subjects', () =>
  assert.equal(letterOf(contentOf('invitation', { name: 'A\u202enn\u2066' }), 'en', url).subject, 'A nn invites you'))

test('a mail fetches nothing', () => {
  for (const kind of mailKinds)
    assert.doesNotMatch(letterOf(contentOf(kind), 'en', url).html, /<(img|script|link|iframe|style)|url\(|@import/i)
})
