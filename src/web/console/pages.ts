import { type ComponentType, h } from 'preact'
import type { Part } from '../../contract/settings.ts'
import type { ConsoleWords } from '../../words/console/en.ts'
import { eventsWords } from '../../words/events/all.ts'
import { keysWords } from '../../words/keys/all.ts'
import type { Catalogue, Language } from '../../words/languages.ts'
import { listsWords } from '../../words/lists/all.ts'
import { mailsWords } from '../../words/mails/all.ts'
import { pagesWords } from '../../words/pages/all.ts'
import { peopleWords } from '../../words/people/all.ts'
import { settingsWords } from '../../words/settings/all.ts'
import { webhooksWords } from '../../words/webhooks/all.ts'
import { wordsIn } from '../lib/language.ts'
import {
  iconActs,
  iconAgenda,
  iconEvents,
  iconKeys,
  iconLists,
  iconMails,
  iconPages,
  iconPeople,
  iconSettings,
  iconWebhooks,
} from './icons.ts'

/** What a page of the console is given: what stands in the address behind its name, as an id. */
export interface PageProps {
  readonly rest: string
}

const ranks = { owner: 4, organizer: 3, moderator: 2, member: 1 } as const
export type RoleName = keyof typeof ranks

/** One page of the console: an entry of its navigation and an address, `/console/PATH` and everything below. */
export interface ConsolePage {
  /** '' is the first page. */
  readonly path: string
  readonly title: (words: ConsoleWords['places']) => string
  readonly icon: string
  /** The least role that opens it, in any event. The server decides; this decides what is listed. */
  readonly role: RoleName
  /** The role must hold in the whole instance. */
  readonly everywhere?: boolean
  /** Only while this part is on. */
  readonly part?: Part
  /** Brings what is drawn between header and edge: its own `h1`, its own words. Loaded when it is opened. */
  readonly load: () => Promise<ComponentType<PageProps>>
}

/** Every page, in the order of the navigation. Another page is another line here. */
export const consolePages: readonly ConsolePage[] = [
  {
    path: '',
    title: (words) => words.home,
    icon: iconAgenda,
    role: 'moderator',
    load: async () => (await import('./home.tsx')).Home,
  },
  {
    path: 'events',
    title: (words) => words.events,
    icon: iconEvents,
    role: 'moderator',
    part: 'event-day',
    load: () =>
      withWords(
        eventsWords,
        import('./events/events-page.tsx').then((file) => file.EventsPage),
      ),
  },
  {
    path: 'lists',
    title: (words) => words.lists,
    icon: iconLists,
    role: 'moderator',
    part: 'live',
    load: () =>
      withWords(
        listsWords,
        import('./lists/lists-page.tsx').then((file) => file.ListsPage),
      ),
  },
  {
    path: 'people',
    title: (words) => words.people,
    icon: iconPeople,
    role: 'moderator',
    load: () =>
      withWords(
        peopleWords,
        import('./people/people-page.tsx').then((file) => file.PeoplePage),
      ),
  },
  {
    path: 'acts',
    title: (words) => words.audit,
    icon: iconActs,
    role: 'organizer',
    everywhere: true,
    load: () =>
      withWords(
        peopleWords,
        import('./people/acts-page.tsx').then((file) => file.ActsPage),
      ),
  },
  {
    path: 'mails',
    title: (words) => words.mails,
    icon: iconMails,
    role: 'owner',
    everywhere: true,
    load: () =>
      withWords(
        mailsWords,
        import('./mails/mails-page.tsx').then((file) => file.MailsPage),
      ),
  },
  {
    path: 'webhooks',
    title: (words) => words.webhooks,
    icon: iconWebhooks,
    role: 'owner',
    everywhere: true,
    load: () =>
      withWords(
        webhooksWords,
        import('./webhooks/webhooks-page.tsx').then((file) => file.WebhooksPage),
      ),
  },
  {
    path: 'keys',
    title: (words) => words.keys,
    icon: iconKeys,
    role: 'moderator',
    load: () =>
      withWords(
        keysWords,
        import('./keys/keys-page.tsx').then((file) => file.KeysPage),
      ),
  },
  {
    path: 'pages',
    title: (words) => words.pages,
    icon: iconPages,
    role: 'organizer',
    everywhere: true,
    load: () =>
      withWords(
        pagesWords,
        import('./pages/pages-page.tsx').then((file) => file.PagesPage),
      ),
  },
  {
    path: 'settings',
    title: (words) => words.settings,
    icon: iconSettings,
    role: 'owner',
    everywhere: true,
    load: () =>
      withWords(
        settingsWords,
        import('./settings/settings-page.tsx').then((file) => file.SettingsPage),
      ),
  },
]

export const pageAt = (path: string): ConsolePage | undefined => consolePages.find((page) => page.path === path)

/** Who is asking, as far as the navigation needs to know. */
export interface Standing {
  readonly roles: readonly { readonly role: string; readonly event: string | null }[]
  readonly parts: readonly string[]
}

export function isOpenTo({ role, everywhere, part }: ConsolePage, { roles, parts }: Standing): boolean {
  const holds = roles.some((held) => (ranks[held.role as RoleName] ?? 0) >= ranks[role] && (!everywhere || held.event === null))
  return holds && (!part || parts.includes(part))
}

/** A page with the words of its own catalogue, in the page's language. */
async function withWords<W>(
  catalogue: Catalogue<W>,
  page: Promise<ComponentType<PageProps & { words: W }>>,
): Promise<ComponentType<PageProps>> {
  const [words, Page] = await Promise.all([wordsIn(document.documentElement.lang as Language, catalogue), page])
  return (props) => h(Page, { ...props, words })
}
