import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { readSheet } from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import { SHEET_BYTES_MAX, SHEET_UNPACKED_BYTES_MAX } from '../../contract/limits.ts'
import { MeetingResults, SheetRead } from '../../contract/moving.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import { csvOf, harmless } from './cells.ts'
import { openSheets } from './index.ts'
import { type Part, stored, unpack } from './zip.ts'

const sheets = await openSheets(() => new Date('2026-06-01T09:00:00Z'))
type Cells = (string | number | null)[][]
const xlsx = (data: Cells) => writeXlsxFile(data).toBuffer()
const utf8 = (text: string) => Buffer.from(text)
const read = async (file: Buffer) => SheetRead.parse(await sheets.read(file))

async function refused(file: Buffer): Promise<string> {
  try {
    await sheets.read(file)
  } catch (error) {
    if (error instanceof Refusal) return `${error.code} ${error.path}: ${error.hint}`
    throw error
  }
  return 'read'
}

/** The sheet as Kahoot hands it out: what stands above, columns from B on, numbered rows that stay empty. */
const kahoot: Cells = [
  [],
  [null, 'Quiz template'],
  [null, 'Add questions, at least two answer alternatives, time limit and choose correct answers (at least one). Have fun!'],
  [null, 'Remember: questions have a limit of 120 characters and answers can have 75 characters max.'],
  [],
  [],
  [],
  [
    null,
    'Question - max 120 characters',
    'Answer 1 - max 75 characters',
    'Answer 2 - max 75 characters',
    'Answer 3 - max 75 characters',
    'Answer 4 - max 75 characters',
    'Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs',
    'Correct answer(s) - choose at least one',
  ],
  [1, 'How many moons has Mars?', 1, 2, 3, 4, 20, 2],
  [2, 'Which are even?', 'One', 'Two', 'Three', 'Four', 60, '2,4'],
  [3, 'Which is right?', 'This', 'That', null, null, 30, '3'],
  [4, 'Alone', 'One', null, null, null, 30, 1],
  [5, null, 'A', 'B', null, null, 30, 1],
  [6, 'In how many seconds?', 'A', 'B', null, null, 2, 1],
  [7, 'A'.repeat(201), 'A', 'B', null, null, 20, 1],
  [8],
  [9],
]

test('Kahoot’s sheet is a row of quizzes, with time limits and every right answer; what cannot be read is listed by row', async () => {
  const { activities, skipped } = await read(await xlsx(kahoot))
  assert.deepEqual(
    activities.map(({ row, prepared }) => {
      assert.ok(prepared.kind === 'quiz')
      const choices = prepared.choices.map(({ text, right }) => `${right ? '+' : ''}${text}`)
      return [row, prepared.title, prepared.seconds, ...choices]
    }),
    [
      [9, 'How many moons has Mars?', 20, '1', '+2', '3', '4'],
      [10, 'Which are even?', 60, 'One', '+Two', 'Three', '+Four'],
    ],
  )
  assert.deepEqual(
    skipped.map(({ row, why }) => [row, why]),
    [
      [11, 'wrong-right-answer'],
      [12, 'too-few-answers'],
      [13, 'no-question'],
      [14, 'wrong-time-limit'],
      [15, 'too-long'],
    ],
  )
})

const csv = [
  'Question;Answer 1;Answer 2;Answer 3;Time limit;Correct;Kind',
  'Tea, or coffee?;Tea;Coffee;;;;',
  '"Two\nlines";a;b;;30 sec;1;',
  'A word;;;;;;cloud',
  'Far away;;;;;;hologram',
  '=1+1;"=cmd|"" /C calc""!A0";b;;;;',
].join('\r\n')

test('CSV: with commas, semicolons or tabs, with the mark or without, also as Excel’s Unicode text', async () => {
  const expected = [
    ['poll', 'Tea, or coffee?', 'Tea', 'Coffee'],
    ['quiz', 'Two\nlines', 'a', 'b'],
    ['cloud', 'A word'],
    ['poll', '=1+1', '=cmd|" /C calc"!A0', 'b'],
  ]
  const tabbed = csv.replaceAll(';', '\t')
  const files = {
    semicolons: utf8(csv),
    marked: utf8(`\uFEFF${csv}`),
    commas: utf8(csv.replace('Tea, or', '"Tea, or').replace('coffee?', 'coffee?"').replaceAll(';', ',')),
    tabs: utf8(tabbed),
    utf16: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(tabbed, 'utf16le')]),
    utf16be: Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(tabbed, 'utf16le').swap16()]),
  }
  for (const [name, file] of Object.entries(files)) {
    const { activities, skipped } = await read(file)
    const got = activities.map(({ prepared }) => {
      const choices = 'choices' in prepared ? prepared.choices.map(({ text }) => text) : []
      return [prepared.kind, prepared.title, ...choices]
    })
    assert.deepEqual(got, expected, name)
    assert.deepEqual(skipped, [{ row: 5, what: 'Far away', why: 'unknown-kind' }], name)
  }
})

const bigPart = (name: string, bytes: number): Part => ({ name, bytes: Buffer.alloc(bytes, ' ') })

const textCell = (column: string, row: number) => `<c r="${column}${row}" t="inlineStr"><is><t>Q</t></is></c>`

/** A file as a packer of the other side writes it, with sizes that may be a lie. */
function packed(parts: readonly Part[], claim: (size: number) => number): Buffer {
  const small = parts.map(({ name, bytes }) => ({ name, bytes: deflateRawSync(bytes), size: bytes.length }))
  const file = stored(small)
  let at = file.readUInt32LE(file.length - 6)
  for (const { name, bytes, size } of small) {
    file.writeUInt16LE(8, at + 10)
    file.writeUInt32LE(bytes.length, at + 20)
    file.writeUInt32LE(claim(size), at + 24)
    at += 46 + Buffer.byteLength(name)
  }
  return file
}

test('hostile and broken files are refused each with a path and a reason, and the program lives', async () => {
  const good = await xlsx(kahoot)
  const parts = unpack(good)
  const withSheet = (text: string) =>
    stored(parts.map((one) => (/worksheets\/sheet1\.xml$/.test(one.name) ? { ...one, bytes: utf8(text) } : one)))
  const bomb = [...parts, bigPart('xl/media.xml', SHEET_UNPACKED_BYTES_MAX + 1)]
  const head = kahoot[7]?.slice(1).join(';') ?? ''
  const row = 'Which?;a;b;;;20;1\n'
  const locked = Buffer.from(good)
  const directory = locked.readUInt32LE(locked.length - 6)
  locked.writeUInt16LE(1, directory + 8)
  const cases: [string, Buffer, RegExp][] = [
    ['a bomb that says so', packed(bomb, (size) => size), /unpacked it is larger/],
    ['a bomb that lies', packed(bomb, () => 10), /unpacked it is larger/],
    ['cut off', good.subarray(0, good.length - 100), /its end is missing/],
    ['cut in the middle', good.subarray(0, 500), /its end is missing/],
    ['an empty file', Buffer.alloc(0), /no row names its columns/],
    ['bytes', Buffer.from([0x80, 0x81, 0xff, 0x00]), /neither an XLSX file nor text/],
    ['an old .xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]), /old kind \(\.xls\)/],
    ['locked', locked, /locked with a password/],
    ['a script in an SVG', utf8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), /neither an XLSX/],
    ['a page', utf8('\n<!DOCTYPE html><p>'), /neither an XLSX/],
    ['a zip that is no XLSX', stored([bigPart('word/document.xml', 10)]), /no XLSX/],
    ['Latin-1', Buffer.from(`${head}\nCafé?;a;b;;;;`, 'latin1'), /UTF-8/],
    ['100,000 rows of CSV', utf8(`${head}\n${row.repeat(100_000)}`), /more than 1000 rows/],
    ['no columns named', utf8('a,b\nc,d\n'), /no row names its columns/],
    ['a long cell', utf8(`${head}\n${'x'.repeat(6_000)};a;b;;;20;1`), /letters/],
    ['no XML', withSheet('<worksheet><sheetData><row'), /no XLSX that can be read|no row names/],
    [
      'a cell far away',
      withSheet('<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>'),
      /100 columns/,
    ],
    ['a row far away', withSheet('<worksheet><sheetData><row r="1048576"></row></sheetData></worksheet>'), /1000 rows/],
  ]
  for (const [name, file, why] of cases) {
    const told = await refused(file)
    assert.match(told, /^sheet-unfit body\.bytes: /, `${name}: ${told}`)
    assert.match(told, why, name)
  }
  const more = Array.from(
    { length: 100_000 },
    (_, i) => `<row r="${i + 20}">${textCell('B', i + 20)}${textCell('C', i + 20)}</row>`,
  ).join('')
  const many = packed(
    parts.map(({ name, bytes }) => ({
      name,
      bytes: name === 'xl/worksheets/sheet1.xml' ? utf8(String(bytes).replace('</sheetData>', `${more}</sheetData>`)) : bytes,
    })),
    (size) => size,
  )
  assert.ok(many.length < SHEET_BYTES_MAX)
  assert.match(await refused(many), /more than 1000 rows/)
  assert.match(await refused(Buffer.alloc(SHEET_BYTES_MAX + 1)), /^too-large body\.bytes/)
  assert.equal((await read(good)).activities.length, 2, 'the next file is read as ever')
})

test('declared entities are never followed', async () => {
  const parts = unpack(await xlsx(kahoot))
  const laughs = `<!DOCTYPE w [<!ENTITY a "${'ha'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}"><!ENTITY c SYSTEM "file:///etc/passwd">]>`
  const sheet = `<?xml version="1.0"?>${laughs}<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Question</t></is></c><c r="B1" t="inlineStr"><is><t>Answer 1</t></is></c></row>
    <row r="2"><c r="A2" t="inlineStr"><is><t>&c;&b;</t></is></c></row></sheetData></worksheet>`
  const file = stored(parts.map((one) => (/sheet1\.xml$/.test(one.name) ? { ...one, bytes: utf8(sheet) } : one)))
  const told = JSON.stringify(await sheets.read(file).catch((error: Error) => error.message))
  assert.ok(!told.includes('root:') && !told.includes('haha'), told.slice(0, 200))
})

const nasty = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', '\r=1', '  =1', '＝1+1']

test('a text in a file of results is never a formula, and a number stays one', async () => {
  for (const text of nasty) assert.match(harmless(text), /^'/, JSON.stringify(text))
  for (const text of ['a=b', '1-1', 'Ada', '', '5']) assert.equal(harmless(text), text)
  assert.equal(csvOf([['a"b', 'c,d', 'e\nf', -1, null]]), '\uFEFF"a""b","c,d","e\nf",-1,\r\n')
  const results = MeetingResults.parse({
    meeting: { id: '0190b7a0-0000-7000-8000-000000000001', event: null, title: '=Quiz/../night' },
    activities: [],
    participants: nasty.map((name, i) => ({ name, points: -1 - i, rank: 1, answers: [], found: [] })),
  })
  const { name, bytes } = await sheets.write(results, 'xlsx', 'en')
  assert.equal(name, 'Quiz-night.xlsx')
  const rows = await readSheet(Buffer.from(bytes), 2)
  assert.deepEqual(
    rows.slice(1).map(([, text, points]) => [text, points]),
    nasty.map((text, i) => [harmless(text), -1 - i]),
  )
  const csv = Buffer.from((await sheets.write(results, 'participants.csv', 'tr')).bytes)
  assert.deepEqual([...csv.subarray(0, 3)], [0xef, 0xbb, 0xbf])
  assert.match(csv.toString(), /^\uFEFFDerece,Ad,Puan\r\n1,'=1\+1,-1\r\n/)
  const [one, ...others] = results.participants
  const at = '2026-06-01T09:00:00Z'
  const found = ['=A', 'B'].map((flag) => ({ name: flag, points: 1, at }))
  const participants = [...(one ? [{ ...one, found }] : []), ...others]
  const flagged = await sheets.write({ ...results, participants }, 'participants.csv', 'en')
  assert.match(Buffer.from(flagged.bytes).toString(), /^\uFEFFRank,Name,Points,Flags found\r\n1,'=1\+1,-1,"'=A, B"\r\n/)
})
