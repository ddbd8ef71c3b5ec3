import type { MeetingId } from '../../contract/meeting.schema.ts'

export interface StagePlace {
  meeting: MeetingId
  /** Opens the stage without a sign-in. */
  key: string | undefined
}

/** The meeting of `/stage/MEETING#key=KEY`, or with `?key=KEY`; null where the address names none. */
export function stagePlace(address: { pathname: string; search: string; hash: string }): StagePlace | null {
  const id = /^\/stage\/([0-9a-f-]{36})\/?$/.exec(address.pathname)?.[1]
  const [hidden, shown] = [address.hash.slice(1), address.search].map((part) => new URLSearchParams(part).get('key'))
  const key = hidden ?? shown ?? undefined
  return id ? { meeting: id as MeetingId, key } : null
}

const themes = ['hall', 'light', 'dark'] as const

/** The colours an address asks for; a dark hall where it asks for none. */
export function themeOf(search: string): (typeof themes)[number] {
  const wanted = new URLSearchParams(search).get('theme')
  return themes.find((theme) => theme === wanted) ?? 'hall'
}
