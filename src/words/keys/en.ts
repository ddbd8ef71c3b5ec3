import { counting } from '../numbers.ts'

const { counted } = counting('en')

/** The console’s page of API keys. */
export const en = {
  title: 'API keys',
  lead: 'With a key a program acts for you: it may do what you may, and of that only what the key allows.',
  docs: 'What programs can ask for',
  empty: 'No keys yet',
  emptyText: 'Make one for each program, so that one can end without the others.',
  add: 'New key',
  addGo: 'Make key',
  name: 'Name',
  nameHint: 'What it is for, so that you know it again.',
  scopes: 'What it allows',
  noScopes: 'Choose at least one.',
  read: 'read',
  write: 'change',
  areas: {
    events: 'Events',
    meetings: 'Meetings',
    people: 'People',
    mails: 'Mails',
    webhooks: 'Webhooks',
    settings: 'Settings',
    pages: 'Home pages',
  },
  expires: 'It ends',
  after: { days: (n: number) => counted(n, { one: 'after # day', other: 'after # days' }), never: 'never by itself' },
  secretTitle: 'Your new key',
  secretText: 'Copy it now: it is shown this once. Keep it as you keep a password.',
  secret: 'Key',
  secretGot: 'I have it',
  lost: 'This key was made, but the answer was lost on its way, and the key with it. End it in the list, and make another.',
  made: (day: string) => `made ${day}`,
  used: (day: string) => `last used ${day}`,
  unused: 'not used yet',
  until: (day: string) => `until ${day}`,
  forever: 'without an end',
  end: 'End key',
  endNamed: (name: string) => `End the key ${name}`,
  endTitle: (name: string) => `End the key ${name}?`,
  endText: 'Whatever uses it stops at once. This cannot be undone.',
  ended: 'The key is ended.',
}
export type KeysWords = typeof en
