import { TRACK_CHARS_MAX } from '../../contract/limits.ts'
import { reservedTracks } from '../../contract/schedule.schema.ts'
import type { ProgrammeSession, ProgrammeTrack } from '../../contract/schedule-programme.ts'

/** Which session of a programme is which of ours. Pure. */

/** A session as it is known here, as far as it is recognized by. */
export interface Known {
  readonly id: string
  readonly guid: string | null
  readonly code: string
  readonly title: string
  readonly startsAt: string
  readonly room: string | null
  /** Of all it says; null: it is off the programme. */
  readonly hash: string | null
}
export type Wanted = Pick<ProgrammeSession, 'guid' | 'code' | 'title' | 'startsAt' | 'room'> & { readonly hash: string }

const folded = (text: string) => text.trim().replace(/\s+/gu, ' ').toLowerCase()

/**
 * For each wanted session the known one that it is, or null: by its id first, then by its code, and those without a code by their title. Where several
 * are of one code or title, those that say the same are the same, then those at the same time and place, then those in the same room, then they follow one another in time.
 */
export function match<K extends Known, W extends Wanted>(known: readonly K[], wanted: readonly W[]): (K | null)[] {
  const found = new Array<K | null>(wanted.length).fill(null)
  const free = new Set(known)
  const give = (i: number, one: K | undefined) => {
    if (!one || found[i] || !free.has(one)) return
    found[i] = one
    free.delete(one)
  }
  const byGuid = new Map(known.flatMap((one) => (one.guid === null ? [] : [[one.guid, one]])))
  const byId = new Map(known.map((one) => [one.id, one]))
  wanted.forEach(({ guid }, i) => guid !== null && give(i, byGuid.get(guid)))
  wanted.forEach(({ guid }, i) => guid !== null && give(i, byId.get(guid)))
  pair(known, wanted, free, found, give, (one) => one.code)
  pair(known, wanted, free, found, give, (one) => (one.code === '' ? folded(one.title) : ''))
  return found
}

/** Within each group of one name; an empty name is none. */
function pair<K extends Known, W extends Wanted>(
  known: readonly K[],
  wanted: readonly W[],
  free: ReadonlySet<K>,
  found: readonly (K | null)[],
  give: (i: number, one: K | undefined) => void,
  nameOf: (one: Known | Wanted) => string,
): void {
  const groups = new Map<string, { ours: K[]; theirs: number[] }>()
  const groupOf = (name: string) => {
    const group = groups.get(name) ?? { ours: [], theirs: [] }
    groups.set(name, group)
    return group
  }
  for (const one of known) if (free.has(one) && nameOf(one) !== '') groupOf(nameOf(one)).ours.push(one)
  wanted.forEach((one, i) => {
    if (!found[i] && nameOf(one) !== '') groupOf(nameOf(one)).theirs.push(i)
  })
  const same: ((one: K, other: W) => boolean)[] = [
    (one, other) => one.hash === other.hash,
    (one, other) => one.startsAt === other.startsAt && one.room === other.room,
    (one, other) => one.startsAt === other.startsAt,
    (one, other) => one.room === other.room,
    () => true,
  ]
  for (const { ours, theirs } of groups.values()) {
    ours.sort(byTime)
    const order = theirs.toSorted((a, b) => byTime(wanted[a] as W, wanted[b] as W))
    for (const isSame of same)
      for (const i of order)
        if (!found[i])
          give(
            i,
            ours.find((one) => free.has(one) && isSame(one, wanted[i] as W)),
          )
  }
}

const byTime = (a: { startsAt: string }, b: { startsAt: string }) =>
  a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0

/** The name that people type for a track of a programme; `taken` are names of others. */
export function trackNameOf({ title, key }: Pick<ProgrammeTrack, 'title' | 'key'>, taken: ReadonlySet<string>): string {
  const clean = (text: string) =>
    text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_.+-]+/gu, '-')
      .replace(/^[^\p{L}\p{N}]+|-+$/gu, '')
      .replace(/-{2,}/g, '-')
  const isFit = (name: string) => /\p{L}/u.test(name) && !(reservedTracks as readonly string[]).includes(name)
  const first = clean(title) || clean(key)
  const base = cutTo(isFit(first) ? first : `track-${first || '1'}`, TRACK_CHARS_MAX)
  for (let n = 1; ; n++) {
    const end = n === 1 ? '' : `-${n}`
    const name = cutTo(base, TRACK_CHARS_MAX - end.length) + end
    if (!taken.has(name)) return name
  }
}

/** Never through the middle of a sign, nor ending in a hyphen. */
function cutTo(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text
  return text
    .slice(0, charsMax)
    .replace(/\p{Cs}$/u, '')
    .replace(/-+$/, '')
}
