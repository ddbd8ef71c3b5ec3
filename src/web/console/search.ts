import { useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import { caseless } from '../../contract/letters.ts'
import type { EventId, MeetingId } from '../../contract/meeting.schema.ts'
import type { ConsoleWords } from '../../words/console/en.ts'
import type { Language } from '../../words/languages.ts'
import { settingsWords } from '../../words/settings/all.ts'
import type { SettingsWords } from '../../words/settings/en.ts'
import { wordsIn } from '../lib/language.ts'
import { eventPath } from '../lib/paths.ts'
import { ask } from './door.ts'
import { consolePages, isOpenTo, pageAt, type Standing } from './pages.ts'
import { meetingPlace, placeIn } from './places.ts'

type Found = Reply<'search'>['found'][number]

export interface Result {
  readonly title: string
  readonly more: string
  readonly address: string
}
export interface Group {
  readonly title: string
  readonly results: readonly Result[]
}

const PAUSE_MS = 200
const kinds = ['meeting', 'event', 'person', 'page'] as const

export type Asked = 'resting' | 'asking' | 'failed' | readonly Found[]

/** What the server finds, once somebody has stopped typing. What it said of an earlier text is not shown beside a later one. */
export function useFound(text: string): Asked {
  const [answer, setAnswer] = useState<{ to: string; found: readonly Found[] | 'failed' } | null>(null)
  useEffect(() => {
    if (text === '') return
    const timer = setTimeout(() => {
      ask('search', { text }).then(
        ({ found }) => setAnswer({ to: text, found }),
        () => setAnswer({ to: text, found: 'failed' }),
      )
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  if (text === '') return 'resting'
  return answer?.to === text ? answer.found : 'asking'
}

/** The words of the settings, brought when somebody begins to search. */
export function useSettingsWords(wanted: boolean): SettingsWords | null {
  const [words, setWords] = useState<SettingsWords | null>(null)
  useEffect(() => {
    if (wanted)
      wordsIn(document.documentElement.lang as Language, settingsWords).then(setWords, () => {
        // Everything else is found all the same.
      })
  }, [wanted])
  return words
}

/** Everything that fits, by kind: pages of the console and settings by what is known here, the rest as the server found it. */
export function groupsOf(
  text: string,
  found: Asked,
  words: ConsoleWords,
  settings: SettingsWords | null,
  standing: Standing,
): readonly Group[] {
  if (text === '') return []
  const wanted = caseless(text)
  const fits = (...said: string[]) => said.some((one) => caseless(one).includes(wanted))
  const places = consolePages
    .filter((page) => isOpenTo(page, standing) && fits(page.title(words.places)))
    .map((page) => ({ title: page.title(words.places), more: '', address: placeIn(page.path) }))
  const list = Array.isArray(found) ? (found as readonly Found[]) : []
  return [
    { title: words.search.kinds.place, results: places },
    ...kinds.map((kind) => ({ title: words.search.kinds[kind], results: list.filter((one) => one.kind === kind).map(resultOf) })),
    { title: words.search.kinds.setting, results: settingsLike(fits, settings, standing) },
  ].filter(({ results }) => results.length > 0)
}

function resultOf({ kind, id, title, more }: Found): Result {
  switch (kind) {
    case 'meeting':
      return { title, more, address: meetingPlace(id as MeetingId) }
    case 'event':
      return { title, more, address: eventPath(id as EventId) }
    case 'page':
      return { title, more: more || id, address: placeIn('pages', id) }
    case 'person':
      return { title, more, address: placeIn('people', id) }
  }
}

function settingsLike(fits: (...said: string[]) => boolean, words: SettingsWords | null, standing: Standing): Result[] {
  const page = pageAt('settings')
  if (!words || !page || !isOpenTo(page, standing)) return []
  return Object.entries(words.keys).flatMap(([path, { label, hint }]) => {
    const group = words.groups[path.split('.')[0] as keyof SettingsWords['groups']]
    return fits(label, hint, group.title) ? [{ title: label, more: group.title, address: `${placeIn('settings')}#${path}` }] : []
  })
}
