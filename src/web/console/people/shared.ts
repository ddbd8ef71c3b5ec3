import type { HandleNetwork, Role } from '../../../contract/people.schema.ts'
import type { PeopleWords } from '../../../words/people/en.ts'

/** Names of networks are the same in every language. */
const networkNames = { irc: 'IRC', discord: 'Discord', twitch: 'Twitch', youtube: 'YouTube' } as const

export const networkName = (network: HandleNetwork, words: PeopleWords): string =>
  network === 'account' ? words.account : networkNames[network]

export const networks: readonly HandleNetwork[] = ['account', 'irc', 'discord', 'twitch', 'youtube']
export const roles: readonly Role[] = ['owner', 'organizer', 'moderator', 'member']

/** `Moderator in spring-meet`. */
export const roleIn = ({ role, event }: { role: Role; event: string | null }, words: PeopleWords): string =>
  `${words.roles[role]} ${placeName(event, words)}`

export const placeName = (event: string | null, words: PeopleWords): string =>
  event === null ? words.everywhere : words.inEvent(event)

export const dayOf = (iso: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium' }).format(new Date(iso))

export const timeOf = (iso: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))

/** What an act is called; one that is not known here is shown as it is kept. */
export const actName = (act: string, words: PeopleWords): string => (words.acts.names as Record<string, string>)[act] ?? act
