import { type boardOf, fetched, is, now, table } from '../../../../test/chat-rows.ts'

table('PT-59 PT-60 PT-76 PT-77: voice and operators', [
  { n: '96', says: 'alice: ~list', reply: /operators/ },
  { n: '96a', says: 'v1: ~list', reply: /operators/ },
  { n: '98', says: 'op: ~m', reply: /~m is no command/ },
  { n: '111', says: 'op: ~requirevoice if you please', leaves: () => {} },
  {
    n: '112',
    after: ['op: ~requirevoice'],
    says: 'v1: #tides now x',
    leaves: async ({ track }) => is((await track('tides'))?.now, 'x'),
  },
  {
    n: '112a',
    after: ['op: ~requirevoice'],
    says: 'op: #tides now x',
    leaves: async ({ track }) => is((await track('tides'))?.now, 'x'),
  },
  { n: '112b', after: ['op: ~requirevoice'], says: 'alice: #tides now x', reply: /voice/ },
  { n: '113', after: ['op: ~requirevoice'], says: 'alice: +in kelp', reply: /#kelp/, leaves: () => {} },
  { n: '113b', after: ['op: ~requirevoice'], says: 'alice: #in kelp', reply: /#kelp/, leaves: () => {} },
  { n: '114', says: 'v1: ~alloweveryone', reply: /operators/ },
  {
    n: '114a',
    after: ['op: ~requirevoice', 'op: ~alloweveryone'],
    says: 'alice: #tides now x',
    leaves: async ({ track }) => is((await track('tides'))?.now, 'x'),
  },
])

const names = (view: { tracks: readonly { name: string }[] }) => view.tracks.map(({ name }) => name)
table('PT-62 PT-63 PT-64 PT-65 PT-66 PT-67: tracks and days', [
  { n: '97', says: 'op: ~LIST', reply: /^Tracks: gulls kelp tides$/ },
  { n: '97a', after: ['op: ~del gulls kelp tides'], says: 'op: ~list', reply: /No track/, leaves: () => {} },
  {
    n: '99',
    says: 'op: ~add newt Alpha kelp',
    leaves: ({ view }) => is(names(view), ['alpha', 'gulls', 'kelp', 'newt', 'tides']),
  },
  { n: '100', says: 'op: ~add', reply: /~add/ },
  { n: '100a', says: 'op: ~del', reply: /~del/ },
  { n: '100b', says: 'op: ~clean', reply: /~clean/ },
  { n: '100c', says: 'op: ~clear', reply: /~clear/ },
  {
    n: '101',
    after: ['op: ~add #Newt'],
    says: 'alice: #newt now x',
    reply: /#newt/,
    leaves: async ({ track }) => is((await track('newt'))?.now, 'x'),
  },
  {
    n: '101a',
    says: 'op: ~add in #out Help seen subscribe UNSUBSCRIBE ok',
    reply: /in #out Help seen subscribe UNSUBSCRIBE$/,
    leaves: ({ view }) => is(names(view), ['gulls', 'kelp', 'ok', 'tides']),
  },
  { n: '102', after: ['op: ~del tides nonexist'], says: 'alice: #tides now x', reply: /no track called tides/ },
  {
    n: '102a',
    after: [now, 'op: ~del tides'],
    says: 'op: ~add tides',
    leaves: async ({ track }) => is((await track('tides'))?.now, 'Looking at me'),
  },
  {
    n: '103',
    after: [now, 'alice: #kelp next y'],
    says: 'op: ~clean tides nosuch',
    leaves: async ({ track }) => is([(await track('tides'))?.now, (await track('kelp'))?.next], [null, ['y']]),
  },
  {
    n: '104',
    after: [now, 'alice: #kelp next y', 'alice: #tides url https://m.example', 'Bob> in kelp', 'Bob> subscribe x'],
    says: 'op: ~newday',
    leaves: async ({ view, all, track }) => {
      is(
        [await track('tides'), await track('kelp'), view.places],
        [{ now: null, next: [], place: null }, { now: null, next: [], place: null }, []],
      )
      is(all.tides?.link, 'https://m.example')
    },
  },
])

const texts = (...all: string[]) => ({
  leaves: ({ view }: Awaited<ReturnType<typeof boardOf>>) =>
    is(
      view.notices.map(({ text }) => text),
      all,
    ),
})
const [a, b, c] = ['op: ~motd add info A', 'op: ~motd add danger B', 'op: ~motd add warning C']
table('PT-68 PT-69 PT-70 PT-71: messages of the day', [
  { n: '105', says: 'op: ~motd', reply: /~motd add/ },
  { n: '105a', says: 'op: ~motd add info', reply: /~motd add info/ },
  { n: '105b', says: 'op: ~motd add info  a   b', ...texts('a b') },
  { n: '106', says: 'op: ~motd add Info x', reply: /Info is no level.*info, success, warning, danger/ },
  { n: '106a', says: 'op: ~motd ADD info x', reply: /ADD does nothing/ },
  { n: '107', after: [a, b], says: 'op: ~motd reorder 2 1', ...texts('B', 'A') },
  { n: '107a', after: [a, b, 'op: ~motd reorder 2 1'], says: 'op: ~motd del 1', ...texts('A') },
  { n: '107b', after: [a, c], says: 'op: ~motd reorder 1', ...texts('A') },
  { n: '108', after: [a, b], says: 'op: ~motd reorder 1 1 2', ...texts('A', 'A', 'B') },
  { n: '108a', after: [a, b], says: 'op: ~motd reorder 1 3', reply: /no message/ },
  { n: '108b', after: [a], says: 'op: ~motd reorder', reply: /~motd reorder/ },
  { n: '109', after: [a], says: 'op: ~motd del 0', reply: /no message 0/ },
  { n: '109a', after: [a], says: 'op: ~motd del -1', reply: /no message -1/ },
  { n: '109b', after: [a], says: 'op: ~motd del x', reply: /no message x/ },
  { n: '109c', after: [a], says: 'op: ~motd del', reply: /~motd del 1/ },
  { n: '109d', after: [a, b], says: 'op: ~motd del 2 and more', ...texts('A') },
  { n: '110', after: [a, b], says: 'op: ~motd clear', ...texts() },
  { n: '110a', after: [a], says: 'op: ~motd clean all', reply: /~motd clean/ },
])

const document = {
  tracks: ['salt', 'Tides'],
  slots: { Friday: [{ name: 'FriA1', desc: '09:00' }] },
  schedule: { Hut: { desc: 'a wooden hut', url: 'https://hut.example', FriA1: 'salt' } },
  now: { salt: 'drying' },
  motd: { level: 'info', message: 'm' },
  voice: true,
}
fetched.set('https://x.example/ptg.json', JSON.stringify(document))
fetched.set('https://x.example/voice', JSON.stringify({ voice: true }))
fetched.set('https://x.example/list', '[]')
fetched.set('https://x.example/bad', JSON.stringify({ tracks: ['x'], urls: { x: 'javascript:alert(1)' } }))
const [fetchIt, undo] = ['op: ~fetchdb https://x.example/ptg.json', 'op: ~undo']
table('PT-45 PT-72 PT-73 PT-74 PT-75 PT-89 PT-125: emptied, fetched, and undone', [
  {
    n: '115',
    after: ['op: ~emptydb', 'op: ~add foo'],
    says: 'alice: #foo now hi',
    reply: /#foo has no room/,
    leaves: async ({ track, view }) =>
      is([await track('foo'), view.days, view.rooms], [{ now: 'hi', next: [], place: null }, [], []]),
  },
  {
    n: '115a',
    after: [now],
    says: 'op: ~emptydb',
    leaves: ({ view }) => is([view.tracks, view.cells, view.notices, view.places], [[], [], [], []]),
  },
  { n: '116', says: 'op: ~fetchdb', reply: /~fetchdb https/ },
  { n: '116a', says: 'op: ~fetchdb https://nowhere.example', reply: /Nothing was taken in: unreachable/ },
  { n: '116b', says: 'op: ~fetchdb https://x.example/list', reply: /Nothing was taken in/ },
  { n: '116c', says: 'op: ~fetchdb https://x.example/bad', reply: /Nothing was taken in: urls\.x/ },
  { n: '116d', says: 'alice: ~fetchdb https://x.example/ptg.json', reply: /operators/ },
  {
    n: '117',
    after: [now],
    says: fetchIt,
    reply: /^Taken in from https:\/\/x\.example\/ptg\.json$/,
    leaves: async ({ view, track, cell }) => {
      is(names(view), ['salt', 'tides'])
      is([await cell('Hut', 'FriA1'), view.rooms.map(({ name, about }) => [name, about])], ['salt', [['Hut', 'a wooden hut']]])
      is([(await track('salt'))?.now, (await track('tides'))?.now, view.notices.map(({ text }) => text)], ['drying', null, ['m']])
    },
  },
  { n: '118', after: ['op: ~fetchdb https://x.example/voice'], says: 'alice: #tides now x', reply: /voice/ },
  {
    n: 'undo',
    after: [now, 'alice: #tides now wrong'],
    says: undo,
    reply: /^Undone: Said now #tides wrong$/,
    leaves: async ({ track }) => is((await track('tides'))?.now, 'Looking at me'),
  },
  { n: 'undo a', says: 'alice: ~undo', reply: /operators/ },
  { n: 'undo b', says: undo, reply: /nothing to undo/ },
  {
    n: 'undo c',
    after: [now, 'op: ~emptydb'],
    says: undo,
    reply: /Undone: Everything emptied/,
    leaves: async ({ view, track, cell }) =>
      is(
        [view.tracks.length, await track('tides'), await cell('Quay', 'TueP2')],
        [3, { now: 'Looking at me', next: [], place: 'Pier One' }, 'tides'],
      ),
  },
  {
    n: 'undo d',
    after: [now, fetchIt],
    says: undo,
    reply: /Undone: Taken in/,
    leaves: async ({ view, track, cell }) =>
      is(
        [names(view), await track('tides'), await cell('Pier One', 'FriA1'), view.rooms.length],
        [['gulls', 'kelp', 'tides'], { now: 'Looking at me', next: [], place: 'Pier One' }, 'tides', 6],
      ),
  },
])
