import type { Tally } from '../src/contract/activity.schema.ts'

/** What the crash drill holds against each other: what people sent and heard, what the database keeps, what is shown. Pure, so that a test can show it failing. */
export interface Sent {
  readonly id: string
  /** The name at joining, which is unique in a meeting. */
  readonly person: string
  readonly activity: string
  readonly given: string
  readonly acknowledged: 'before the restart' | 'after it' | 'never'
}

export interface Row {
  readonly id: string
  readonly person: string
  readonly activity: string
  readonly given: string
  readonly atMs: number
}

export interface Shown {
  readonly where: string
  readonly activity: string
  readonly tally: Tally | null
}

export interface SeatSeen {
  readonly person: string
  readonly name: string
  readonly answers: readonly { readonly activity: string; readonly given: string }[]
}

export interface Violation {
  readonly kind: 'lost' | 'missing' | 'never acknowledged' | 'doubled' | 'foreign' | 'changed' | 'tally' | 'seat'
  readonly what: string
}

/** One text for what was given: the choices of a poll, the word of a cloud. */
export function givenText(given: unknown): string {
  const { choices, word } = given as { choices?: readonly string[]; word?: string }
  return choices ? [...choices].sort().join('+') : (word ?? '')
}

/** Every answer acknowledged and there once; nothing there that nobody sent. */
export function checkAnswers(sent: readonly Sent[], rows: readonly Row[]): Violation[] {
  const found = groupedBy(rows, (row) => row.id)
  const known = new Map(sent.map((one) => [one.id, one]))
  const allowed = groupedBy(sent, placeOf)
  const faults = sent.flatMap((one) => faultsOf(one, found.get(one.id) ?? []))
  for (const row of rows) {
    if (!known.has(row.id)) faults.push({ kind: 'foreign', what: `answer ${row.id} of ${row.person} was sent by nobody` })
  }
  for (const [place, some] of groupedBy(rows, placeOf)) {
    const most = allowed.get(place)?.length ?? 0
    if (most > 0 && some.length > most)
      faults.push({
        kind: 'doubled',
        what: `${some[0]?.person} sent ${most} and has ${some.length} answers in ${some[0]?.activity}`,
      })
  }
  return faults
}

function faultsOf(one: Sent, rows: readonly Row[]): Violation[] {
  const who = `answer ${one.id} of ${one.person}`
  const [row] = rows
  if (one.acknowledged === 'never') return [{ kind: 'never acknowledged', what: `${who} was never acknowledged` }]
  if (!row) {
    return one.acknowledged === 'before the restart'
      ? [{ kind: 'lost', what: `${who} was acknowledged before the restart and is gone` }]
      : [{ kind: 'missing', what: `${who} was acknowledged and is not there` }]
  }
  const faults: Violation[] = rows.length > 1 ? [{ kind: 'doubled', what: `${who} stands ${rows.length} times` }] : []
  if (row.person !== one.person || row.activity !== one.activity || row.given !== one.given)
    faults.push({ kind: 'changed', what: `${who} (${one.given}) stands as ${row.given} of ${row.person} in ${row.activity}` })
  return faults
}

/** What is shown counts the rows: each choice or word as often, and as many people. */
export function checkTallies(rows: readonly Row[], shown: readonly Shown[]): Violation[] {
  return shown.flatMap(({ where, activity, tally }): Violation[] => {
    const own = rows.filter((row) => row.activity === activity)
    const truth = countText(new Set(own.map((row) => row.person)).size, tallied(own.flatMap((row) => row.given.split('+'))))
    const seen = shownText(tally)
    return seen === truth ? [] : [{ kind: 'tally', what: `${where} shows ${seen} where the rows count ${truth}` }]
  })
}

/** Whoever comes back finds their name and all they sent. */
export function checkSeats(sent: readonly Sent[], seats: readonly SeatSeen[]): Violation[] {
  return seats.flatMap((seat) => {
    const faults: Violation[] = []
    if (seat.name !== seat.person) faults.push({ kind: 'seat', what: `${seat.person} came back as ${seat.name}` })
    for (const one of sent.filter((other) => other.person === seat.person)) {
      if (!seat.answers.some((answer) => answer.activity === one.activity && answer.given === one.given))
        faults.push({ kind: 'seat', what: `${seat.person} does not find their answer ${one.id}` })
    }
    return faults
  })
}

/** Committed before the kill, but its acknowledgement never arrived: sent again, it must be the same answer. */
export function unheardCommits(sent: readonly Sent[], rows: readonly Row[], killedAtMs: number): number {
  const late = new Set(sent.filter((one) => one.acknowledged !== 'before the restart').map((one) => one.id))
  return rows.filter((row) => late.has(row.id) && row.atMs < killedAtMs).length
}

const placeOf = (one: { readonly activity: string; readonly person: string }): string => `${one.activity}/${one.person}`

function groupedBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}

const tallied = (givens: readonly string[]): [string, number][] =>
  [...groupedBy(givens, (one) => one)].map(([given, all]) => [given, all.length])

function shownText(tally: Tally | null): string {
  if (tally?.kind === 'poll') return countText(tally.answered, Object.entries(tally.counts))
  if (tally?.kind === 'cloud')
    return countText(
      tally.answered,
      tally.words.map(({ word, count }) => [word, count]),
    )
  return 'no tally'
}

const countText = (answered: number, counts: readonly (readonly [string, number])[]): string =>
  `${answered} people: ${counts
    .filter(([, n]) => n > 0)
    .map(([given, n]) => `${given} ${n}`)
    .sort()
    .join(', ')}`
