import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noticePieces, topicPieces } from './said.ts'

const text = (said: string) => ({ is: 'text', text: said })
const link = (said: string, address = said) => ({ is: 'link', text: said, address })

test('PT-100 hashtags of a topic become labels without their sign, addresses links, all else text as it stands', () => {
  assert.deepEqual(topicPieces('with #heat, see https://pad.example/x & <b>us</b>'), [
    text('with '),
    { is: 'label', text: 'heat,' },
    text(' see '),
    link('https://pad.example/x'),
    text(' & <b>us</b>'),
  ])
  assert.deepEqual(topicPieces('# 1#2 javascript:alert(1) http:// www.example.org'), [
    text('# 1#2 javascript:alert(1) http:// www.example.org'),
  ])
  assert.deepEqual(topicPieces(''), [])
})

test('PT-107 PT-108 addresses in a notice become links, and markup stays text', () => {
  assert.deepEqual(noticePieces('see www.example.org & <b>x</b>'), [
    text('see '),
    link('www.example.org', 'https://www.example.org'),
    text(' & <b>x</b>'),
  ])
  assert.deepEqual(noticePieces('Plan (https://a.example/x?y=1), or ftp://b.example/z.'), [
    text('Plan ('),
    link('https://a.example/x?y=1'),
    text('), or '),
    link('ftp://b.example/z'),
    text('.'),
  ])
  assert.deepEqual(noticePieces('javascript:alert(1) file:///etc/passwd "https://" www.'), [
    text('javascript:alert(1) file:///etc/passwd "https://" www.'),
  ])
})
