import { counting } from '../numbers.ts'

const { counted } = counting('en')

/** The page of the instance's settings. `keys` has every setting by its path. */
export const en = {
  title: 'Settings',
  lead: 'They hold for the whole instance, and from the moment you save them.',
  groups: {
    accounts: { title: 'Accounts', text: 'Who may make an account here.' },
    mail: { title: 'Mail', text: 'How mails leave. Without a server they are kept, and shown in the console.' },
    privacy: { title: 'Privacy', text: 'How long things are kept, and whom people can ask.' },
    parts: {
      title: 'Parts',
      text: 'A part that is off has no page, no menu entry and no word in chats. What was made with it is kept.',
    },
    words: {
      title: 'Words on the wall',
      text: 'Own lists for the filter that looks through names and words. Each meeting says in its own settings what is looked through.',
    },
    home: { title: 'Public pages', text: 'What people see who are not signed in.' },
  },
  keys: {
    'accounts.signUp': { label: 'Anybody may sign up', hint: 'Off: nobody can make an account by themselves.' },
    'accounts.closedBeta': { label: 'Only for allowed addresses', hint: 'Signing up is refused to all other addresses.' },
    'accounts.allowedAddresses': {
      label: 'Allowed addresses',
      hint: 'One a line: a mail address, or all of a domain as @example.org.',
    },
    'accounts.consents': {
      label: 'What people agree to when they sign up',
      hint: 'Each has a version: what people agreed to is kept with it. Change the version when you change the text.',
    },
    'mail.url': { label: 'Mail server', hint: 'Its address with name and password. It is kept encrypted and never shown again.' },
    'mail.from': { label: 'Sender', hint: 'A mail address, with a name before it if you like.' },
    'privacy.retentionDays': {
      label: 'Days until things are deleted',
      hint: 'Counted from the end of a meeting. Empty: until somebody deletes it.',
    },
    'privacy.contact': { label: 'Address for questions', hint: 'Shown where people read what is kept of them.' },
    'parts.on': { label: 'What is switched on', hint: 'At once, for everybody.' },
    'words.refused': {
      label: 'Words to refuse',
      hint: 'One a line: a word, or a few. Any spelling of it is refused, inside of other words it is not. At most 500.',
    },
    'words.allowed': {
      label: 'Words to let through',
      hint: 'One a line: words that the filter would refuse and that are innocent here, such as a name. At most 500.',
    },
    'home.consoleLink': {
      label: 'Link to the console',
      hint: 'In the header of public pages. The console opens without it too.',
    },
    'home.consolePath': {
      label: 'Address of the console',
      hint: 'The word after the first slash. Small letters, digits and hyphens. Links to the old address stop working.',
    },
    'home.mainEvent': {
      label: 'Main event',
      hint: 'Its short name. Addresses without an event’s name, such as /ptg.json and /ptg.ics, lead to it. Empty: the only event, while there is one.',
    },
  },
  parts: {
    live: { label: 'Live', hint: 'Meetings with polls and word clouds' },
    'event-day': { label: 'Event day', hint: 'What happens now and next' },
    community: { label: 'Community', hint: 'Tickets and roles' },
    campaigns: { label: 'Campaigns', hint: 'Bounties and points' },
  },
  consents: {
    nth: (n: number) => `Consent ${n}`,
    text: 'Text',
    version: 'Version',
    versionHint: 'Such as 1, or a date.',
    required: 'Without it there is no account',
    add: 'Add a consent',
    remove: 'Remove',
    unfit: 'Each needs a text and a version.',
  },
  form: {
    unfit: 'This does not fit. Please look at the hint above.',
    lines: (lines: string) => `Not an address: ${lines}`,
    onePart: 'At least one part has to be on.',
    fixed: 'Set in the configuration, which comes first.',
    notAllowed: 'Not allowed by the configuration.',
    secretSet: 'A value is set. Type another one to replace it.',
    secretNone: 'No value is set.',
    forget: 'Forget it',
    forgotten: 'It is forgotten when you save.',
    keep: 'Keep it after all',
    save: 'Save settings',
    saved: 'Settings saved.',
    unchanged: 'Nothing has been changed.',
    changes: (n: number) => counted(n, { one: '# unsaved change', other: '# unsaved changes' }),
    discard: 'Discard',
    moved: 'The console has moved.',
    wrong: (n: number) => counted(n, { one: '# field needs another look.', other: '# fields need another look.' }),
  },
  log: {
    title: 'Changes',
    text: 'Who changed what, newest first.',
    empty: 'Nothing has been changed so far.',
    setting: 'Setting',
    before: 'Before',
    after: 'After',
    by: 'By',
    at: 'When',
    system: 'the system',
    undo: 'Undo',
    undoOf: (name: string) => `Undo the change of: ${name}`,
    undone: 'What was there before is back.',
    late: 'It has changed again since then.',
    more: 'Older changes',
    on: 'on',
    off: 'off',
    nothing: 'nothing',
    secretSet: 'set (not shown)',
    secretNone: 'not set',
    gone: 'a setting of an earlier version',
  },
}
export type SettingsWords = typeof en
