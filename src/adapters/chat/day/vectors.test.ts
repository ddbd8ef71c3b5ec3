import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDay, type boardOf, hear, is, now, table, world } from '../../../../test/chat-rows.ts'
import * as board from '../../../modules/board/index.ts'
import { system } from '../../../modules/people/index.ts'

table('PT-11 PT-12 PT-13 PT-14 PT-16 PT-17 PT-18: whose line it is, and in which order that is decided', [
  { n: '1', says: 'alice: hey bot how are you' },
  { n: '2', says: 'alice: #help', reply: /https:\/\/plenary\.example\/e\/harbour/ },
  { n: '3', after: ['op: ~requirevoice'], says: 'alice: #help', reply: /https:/ },
  { n: '4', says: 'alice: xhelp', reply: /https:/ },
  { n: '5', says: 'alice: #HELP me', reply: /https:/ },
  { n: '6', says: 'alice: help' },
  { n: '6a', says: 'alice: !help', reply: /https:/ },
  { n: '6b', says: 'alice: 🦀help', reply: /https:/ },
  { n: '7', says: 'alice> help', reply: /^Sorry.*unsubscribe/ },
  { n: '8', says: 'alice:    ' },
  {
    n: '9',
    says: 'alice: \u2003 \u00a0#tides\u2003now   salt',
    leaves: async ({ track }) => is((await track('tides'))?.now, 'salt'),
  },
  { n: '10', says: 'alice: +1' },
  { n: '10a', says: 'alice: +100 to that' },
  { n: '10b', says: 'alice: #1 in the charts' },
  { n: '10c', says: 'alice: ++' },
  { n: '10d', says: 'alice: ~100 people' },
  { n: '11', says: 'alice: #', reply: /no track called/ },
  { n: '12', says: 'alice: +foo', reply: /^Sorry/ },
  { n: '13', says: 'alice: ~', reply: /operators/ },
  { n: '14', says: 'op: ~', reply: /~ is no command/ },
  { n: '113a', after: ['op: ~requirevoice'], says: 'alice: #nope', reply: /voice/ },
  {
    n: '64',
    says: 'Bob> +in Kelp',
    reply: /#kelp/,
    leaves: ({ view }) => is(view.places, [{ place: '#kelp', people: ['Bob'] }]),
  },
  { n: '64a', says: 'Bob> #IN kelp', reply: /#kelp/, leaves: () => {} },
  { n: '72', says: 'alice> seen nobody', reply: /nobody/ },
  { n: '74', says: 'alice: #in kelp', reply: /#kelp/, leaves: () => {} },
  { n: '75', says: 'op> ~list', reply: /^Sorry/ },
  { n: '76', says: 'alice> #kelp now x', reply: /^Sorry/ },
  { n: '77', says: 'alice> ' },
])

test('PT-18: where the day wants it, such lines are answered as before', async () => {
  const event = await aDay()
  await world.db.write((tx) => board.changeSettings(tx, system, event, { noiseAnswered: true }))
  is((await hear(event, 'alice: +1')).length, 1)
  assert.match((await hear(event, 'alice: #1 in'))[0] ?? '', /no track called 1/)
})

table('PT-15 PT-39 PT-40 PT-41 PT-42 PT-46: now, next and clear, quietly', [
  {
    n: '16',
    says: now,
    leaves: async ({ track }) => is(await track('tides'), { now: 'Looking at me', next: [], place: 'Pier One' }),
  },
  {
    n: '17',
    says: 'alice: #Kelp NOW  fixing   #gulls  stuff',
    leaves: async ({ track }) => is((await track('kelp'))?.now, 'fixing #gulls stuff'),
  },
  { n: '18', says: 'alice: #tides now', reply: /#tides now …/ },
  {
    n: '21',
    after: ['alice: #tides next a'],
    says: 'alice: #tides next b',
    leaves: async ({ track }) => is((await track('tides'))?.next, ['a', 'b']),
  },
  {
    n: '22',
    after: ['alice: #tides next a', 'alice: #tides next b'],
    says: 'alice: #tides now c',
    leaves: async ({ track }) => is(await track('tides'), { now: 'c', next: [], place: 'Pier One' }),
  },
  {
    n: '23',
    says: 'alice: #gulls now hi',
    reply: /#gulls has no room/,
    leaves: async ({ track }) => is(await track('gulls'), { now: 'hi', next: [], place: null }),
  },
  {
    n: '24',
    says: 'alice: #gulls next hi',
    reply: /#gulls/,
    leaves: async ({ track }) => is(await track('gulls'), { now: null, next: ['hi'], place: null }),
  },
  { n: '25', says: 'alice: #tides next', reply: /#tides next …/ },
  {
    n: '26',
    after: [now, 'alice: #tides next x'],
    says: 'alice: #tides clean',
    leaves: async ({ track }) => is(await track('tides'), { now: null, next: [], place: 'Pier One' }),
  },
  { n: '27', after: [now], says: 'alice: #tides CLEAR', leaves: async ({ track }) => is((await track('tides'))?.now, null) },
  { n: '28', after: [now], says: 'alice: #tides clean all', reply: /#tides clean/ },
])

table('PT-58 PT-13: tracks and words that there are not', [
  { n: '15', says: 'alice: #nope now x', reply: /no track called nope/ },
  { n: '19', says: 'alice: #kelp', reply: /#kelp now/ },
  { n: '20', says: 'alice: #kelp discussing quotas', reply: /discussing .*#kelp now discussing quotas/ },
  { n: '52', says: 'alice: #nope book Jetty-FriP1', reply: /no track called nope/ },
])

const linkOf = (name: string, key: 'link' | 'etherpad' | 'color', value: unknown) => ({
  leaves: ({ all }: Awaited<ReturnType<typeof boardOf>>) => is(all[name]?.[key], value),
})
table('PT-47 PT-48 PT-49 PT-50 PT-51: notes, links and colours', [
  { n: '29', says: 'alice: #tides etherpad https://p.example/s', ...linkOf('tides', 'etherpad', 'https://p.example/s') },
  {
    n: '30',
    after: ['alice: #tides etherpad https://p.example/s'],
    says: 'alice: #tides etherpad auto',
    ...linkOf('tides', 'etherpad', null),
  },
  { n: '31', says: 'alice: #tides etherpad auto' },
  {
    n: '32',
    after: ['alice: #tides etherpad https://p.example/s'],
    says: 'alice: #tides etherpad Auto',
    ...linkOf('tides', 'etherpad', null),
  },
  { n: '33', says: 'alice: #tides etherpad', reply: /etherpad https:/ },
  { n: '33a', says: 'alice: #tides etherpad javascript:alert(1)', reply: /https:\/\// },
  { n: '34', says: 'alice: #tides url https://m.example/s', ...linkOf('tides', 'link', 'https://m.example/s') },
  { n: '35', after: ['alice: #tides url https://m.example/s'], says: 'alice: #tides url NONE', ...linkOf('tides', 'link', null) },
  { n: '35a', says: 'alice: #tides url none' },
  { n: '36', says: 'alice: #tides url a b', reply: /url https:/ },
  { n: '36a', says: 'alice: #tides url data:text/html,x', reply: /https:\/\// },
  { n: '37', says: 'alice: #tides color #ffffff', ...linkOf('tides', 'color', '#ffffff') },
  { n: '37a', says: 'alice: #tides color RebeccaPurple', ...linkOf('tides', 'color', '#663399') },
  { n: '37b', says: 'alice: #tides color rgb(1, 2, 3)', ...linkOf('tides', 'color', '#010203') },
  { n: '37c', says: 'alice: #tides color hsl(120deg 100% 25%)', ...linkOf('tides', 'color', '#008000') },
  { n: '38', says: 'alice: #tides color dark blue', reply: /#tides color/ },
  { n: '38a', says: 'alice: #tides color red;}body{display:none', reply: /not one colour/ },
  { n: '38b', says: 'alice: #tides color url(https://x)', reply: /not one colour/ },
  { n: '38c', says: 'alice: #tides color', reply: /#tides color/ },
])

table('PT-52 PT-53 PT-40: where a track is', [
  {
    n: '39',
    says: 'alice: #tides location On the beach',
    leaves: async ({ track }) => is((await track('tides'))?.place, 'On the beach'),
  },
  {
    n: '40',
    after: ['alice: #tides location On the beach'],
    says: 'alice: #tides now x',
    leaves: async ({ track }) => is((await track('tides'))?.place, 'On the beach'),
  },
  {
    n: '41',
    says: 'alice: #tides location Level B, Room  2',
    leaves: async ({ track }) => is((await track('tides'))?.place, 'Level B, Room 2'),
  },
  {
    n: '42',
    after: ['alice: #tides location On the beach'],
    says: 'alice: #tides location',
    leaves: async ({ track }) => is((await track('tides'))?.place, null),
  },
  {
    n: '42a',
    after: ['alice: #tides location On the beach', 'alice: #tides location'],
    says: now,
    leaves: async ({ track }) => is((await track('tides'))?.place, 'Pier One'),
  },
])

const cell = (room: string, slot: string, track: string | null) => ({
  leaves: async (all: Awaited<ReturnType<typeof boardOf>>) => is(await all.cell(room, slot), track),
})
table('PT-54 PT-55 PT-56 PT-57: booking by the code that stands on the page', [
  { n: '43', says: 'alice: #tides book Jetty-FriP1', reply: /Jetty .*#tides.*FriP1/, ...cell('Jetty', 'FriP1', 'tides') },
  { n: '44', after: ['alice: #tides book Jetty-FriP1'], says: 'alice: #tides book Jetty-FriP1', reply: /Jetty-FriP1 cannot/ },
  { n: '45', says: 'alice: #tides BOOK Jetty-MonA2', reply: /Jetty/, ...cell('Jetty', 'MonA2', 'tides') },
  { n: '46', says: 'alice: #tides book Quay-TueP2', reply: /Quay-TueP2 cannot/ },
  { n: '47', says: 'alice: #tides book jetty-friP2', reply: /jetty-friP2 cannot/ },
  { n: '48', says: 'alice: #tides book Nowhere-FriP1', reply: /cannot/ },
  { n: '49', says: 'alice: #tides book Jetty-Fri-P2', reply: /Jetty-Fri-P2 cannot/ },
  {
    n: '50',
    says: 'alice: #tides book Sail Loft C-FriA1',
    reply: /Sail Loft C .*FriA1/,
    ...cell('Sail Loft C', 'FriA1', 'tides'),
  },
  { n: '50a', says: 'alice: #tides book Deck-7-FriA1', reply: /Deck-7/, ...cell('Deck-7', 'FriA1', 'tides') },
  { n: '51', says: 'alice: #tides book', reply: /book ROOM-SLOT/ },
  { n: '51a', says: 'alice: #tides book Jetty FriP1', reply: /book ROOM-SLOT/ },
  { n: '53', says: 'alice: #tides unbook Quay-TueP2', reply: /Quay/, ...cell('Quay', 'TueP2', null) },
  { n: '54', says: 'alice: #kelp unbook Quay-TueP2', reply: /#kelp has not booked/ },
  { n: '55', says: 'alice: #tides unbook Jetty-FriP1', reply: /#tides has not booked/ },
  { n: '56', says: 'alice: #tides unbook Nowhere-X', reply: /#tides has not booked/ },
  { n: '55a', says: 'alice: #kelp unbook Sail Loft A-FriA2', reply: /Sail Loft A/, ...cell('Sail Loft A', 'FriA2', null) },
  { n: '57', says: 'alice: #tides book Quay-url', reply: /cannot/ },
  { n: '57a', says: 'alice: #tides book Quay-desc', reply: /cannot/ },
])

table('PT-19 PT-20 PT-21 PT-22 PT-23 PT-24 PT-25: in, out and seen', [
  { n: '58', says: 'Bob> in', reply: /\+in #track/ },
  {
    n: '59',
    says: 'Bob> in #kelp',
    reply: /#kelp/,
    leaves: ({ view }) => is(view.places, [{ place: '#kelp', people: ['Bob'] }]),
  },
  { n: '60', says: 'Bob> in KELP', reply: /#kelp/, leaves: ({ view }) => is(view.places, [{ place: '#kelp', people: ['Bob'] }]) },
  {
    n: '61',
    says: 'Bob> in the  pub',
    reply: /the pub/,
    leaves: ({ view }) => is(view.places, [{ place: 'the pub', people: ['Bob'] }]),
  },
  { n: '62', says: 'Bob> in #nope', reply: /#nope/ },
  { n: '63', after: ['Bob> in kelp'], says: 'Bob> in #Kelp Lounge', reply: /#kelp lounge/ },
  {
    n: '64b',
    after: ['Bob> in kelp', 'Bob> out'],
    says: 'Bob> in the pub',
    reply: /pub/,
    leaves: ({ view }) => is(view.places, [{ place: 'the pub', people: ['Bob'] }]),
  },
  { n: '65', after: ['Bob> in kelp'], says: 'Bob> out', reply: /^Noted.*#kelp/, leaves: ({ view }) => is(view.places, []) },
  { n: '66', says: 'carol> out', reply: /not checked in/ },
  { n: '67', after: ['carol> in tides'], says: 'carol> out', reply: /#tides/, leaves: ({ view }) => is(view.places, []) },
  { n: '68', after: ['carol> in tides', 'carol> out'], says: 'carol> out', reply: /already left #tides.*10:00/ },
  { n: '69', after: ['carol> in tides'], says: 'carol> out now', reply: /\+out/ },
  { n: '70', after: ['Bob> in kelp'], says: 'alice> seen BOB', reply: /^Bob has been at #kelp since .*10:00/ },
  { n: '71', after: ['carol> in tides', 'carol> out'], says: 'alice> seen carol', reply: /^carol was at #tides until/ },
  { n: '72', says: 'alice> seen Nobody', reply: /Nobody/ },
  { n: '73', says: 'alice> seen', reply: /\+seen nick/ },
  { n: '73a', says: 'alice> seen a b', reply: /\+seen nick/ },
  { n: '73b', after: ['alice> in the pub'], says: 'alice> seen alice', reply: /the pub/ },
  { n: 'hide', after: ['Bob> in kelp', 'Bob> hide'], says: 'alice> seen Bob', reply: /Nobody called Bob/ },
  {
    n: 'show',
    after: ['Bob> in kelp', 'Bob> hide'],
    says: 'Bob> show',
    reply: /again/,
    leaves: ({ view }) => is(view.places.length, 1),
  },
])

const sub = 'Zoe> subscribe #kelp now.*unit test'
table('PT-28 PT-29 PT-30 PT-33 PT-34: watching', [
  { n: '78', says: 'Zoe> subscribe', reply: /nothing/ },
  { n: '79', says: 'Zoe> subscribe ***', reply: /cannot be read \(.*repetition/ },
  { n: '80', says: 'Zoe> subscribe (', reply: /cannot be read \(.*\)/ },
  { n: '81', says: sub, reply: /#kelp now\.\*unit test$/ },
  { n: '82', after: [sub], says: 'Zoe> subscribe', reply: /#kelp now\.\*unit test$/ },
  { n: '86', after: [sub], says: 'Zoe> subscribe ^#tides now', reply: /\^#tides now .*#kelp now/ },
  { n: '92', after: [sub], says: 'Zoe> unsubscribe and more', reply: /#kelp now/ },
  { n: '92a', after: [sub, 'Zoe> unsubscribe'], says: 'Zoe> unsubscribe', reply: /nothing/ },
  { n: '93', after: [sub, 'Zoe> unsubscribe'], says: 'Zoe> subscribe x', reply: /match: x$/ },
  { n: '94', after: [sub], says: 'zoe> subscribe', reply: /#kelp now/ },
  { n: '95', after: ['Zoe> subscribe   a   b'], says: 'Zoe: +subscribe', reply: /: a b$/ },
  { n: '95a', says: `Zoe> subscribe ${'a'.repeat(201)}`, reply: /cannot be read/ },
])
