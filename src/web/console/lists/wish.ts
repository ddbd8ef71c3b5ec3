import { useCallback, useState } from 'preact/hooks'
import { placeIn } from '../places.ts'

export const faces = ['activities', 'participants', 'answers', 'flags', 'tries'] as const
export type FaceId = (typeof faces)[number]

const filters = ['text', 'meeting', 'kind', 'done', 'network', 'activity', 'outcome'] as const
type Filter = (typeof filters)[number]
/** What is looked for, as the address has it; an unknown value is refused by the server and said there. */
export type Wish = { readonly [F in Filter]?: string }

/** The filters each list has. A meeting stays chosen from one to the next. */
export const filtersOf: Record<FaceId, readonly Filter[]> = {
  activities: ['text', 'meeting', 'kind', 'done'],
  participants: ['text', 'meeting', 'network'],
  answers: ['text', 'meeting', 'activity'],
  flags: ['text', 'meeting'],
  tries: ['text', 'meeting', 'outcome'],
}

export const faceOf = (rest: string): FaceId => faces.find((one) => one === rest) ?? 'activities'

export function wishOf(face: FaceId, search: string): Wish {
  const given = new URLSearchParams(search)
  return Object.fromEntries(filtersOf[face].flatMap((one) => (given.get(one) ? [[one, given.get(one)]] : [])))
}

export function addressOf(face: FaceId, wish: Wish): string {
  const asked = new URLSearchParams(filtersOf[face].flatMap((one) => (wish[one] ? [[one, wish[one]]] : [])))
  const search = asked.toString()
  return placeIn('lists', face) + (search && `?${search}`)
}

/** Which list is open and what is looked for there; both stand in the address, so that a list can be kept and sent. */
export function useWish(rest: string) {
  const [at, setAt] = useState(() => ({ face: faceOf(rest), wish: wishOf(faceOf(rest), location.search) }))
  const go = useCallback((face: FaceId, wish: Wish) => {
    history.replaceState(null, '', addressOf(face, wish))
    setAt({ face, wish: wishOf(face, location.search) })
  }, [])
  return { ...at, go }
}
