import { putEvent } from '../src/modules/events/index.ts'
import * as people from '../src/modules/people/index.ts'
import type { App } from './app.ts'
import { ofBoard } from './matrix-board.ts'
import { ofFlags } from './matrix-flags.ts'
import { ofLists } from './matrix-lists.ts'
import { ofMoving, ofRuns } from './matrix-moving.ts'
import { ofOrder } from './matrix-order.ts'
import { ofLinking, ofPeople } from './matrix-people.ts'
import { ofPrivacy } from './matrix-privacy.ts'
import {
  anyone,
  but,
  type Case,
  hasSignIn,
  here,
  keepsKeys,
  noStranger,
  one,
  only,
  organizes,
  organizesAll,
  owns,
  runs,
  seated,
  sees,
  signedIn,
  there,
  withRoles,
} from './matrix-rows.ts'
import { ofSchedule } from './matrix-schedule.ts'
import { cloud, type Hall, id, newActivity, newAnswer, newMeeting, newSeat, openHall, pollOf, slide, word } from './world.ts'

/** Whom each endpoint lets in, case by case: the one list that says so. An endpoint may have several, for one's own and for others' objects. */

/** The events `here` and `there`, in which the cases stand. */
export async function openEvents({ world }: App): Promise<void> {
  for (const event of [here, there]) {
    const settings = { title: event, timeZone: 'UTC', startsOn: '2026-06-01', endsOn: '2026-06-02' }
    await world.db.write((tx) => putEvent(tx, people.system, event, settings))
  }
}

/** Everything the cases are about; made once for each program, after its events. */
export async function casesOf(app: App): Promise<{ cases: Case[]; hall: Hall; words: Hall }> {
  const poll = pollOf('Left', 'Right')
  const { world } = app
  const hall = await openHall(world, [poll, slide, slide], ['start', 'open'], here)
  const words = await openHall(world, [{ ...cloud, wordsPerPersonMax: 100 }], ['start', 'open'], here)
  const other = await openHall(world, [slide], ['start'], here)
  const cases = [
    ...ofTheEntrance(hall, other),
    ...ofMeetings(app, hall, words),
    ...ofOrder(app, words),
    ...ofRuns(app),
    ...(await ofFlags(app, hall, words)),
    ...ofLists(hall),
    ...ofKeys,
    ...ofAccounts,
    ...ofTheInstance,
    ...ofPeople(app),
    ...ofLinking(app),
    ...ofPrivacy,
    ...(await ofBoard(app)),
    ...(await ofSchedule(app)),
  ]
  return { cases, hall, words }
}

let count = 0

const ofTheEntrance = (hall: Hall, other: Hall): Case[] => [
  one('instance', anyone),
  one(
    'redeemSetup',
    () => 'link-used',
    () => ({ body: { token: 'x'.repeat(43), name: 'Eve' } }),
  ),
  one('me', anyone),
  one('signOut', anyone),
  one('openMeetings', anyone, () => ({ params: {} })),
  one('myMeetings', only(signedIn, 'not-signed-in'), () => ({ params: {} })),
  one('event', anyone, () => ({ params: { event: here } })),
  one('events', anyone, () => ({ params: {} })),
  one('createEvent', organizesAll, () => ({ params: { event: `event-${count++}` }, body: anEvent }), 'a new one'),
  one('createEvent', organizes, () => ({ params: { event: here }, body: anEvent }), 'a known one'),
  one('networks', only(withRoles)),
  one('lookUpCode', anyone, () => ({ params: { code: hall.code } })),
  one(
    'join',
    (who) => (who === 'banned' ? 'banned' : 'ok'),
    () => ({ params: { code: other.code }, body: { name: `Somebody ${count++}` } }),
  ),
]
const anEvent = { title: 'E', timeZone: 'Europe/Paris', startsOn: '2026-06-01', endsOn: '2026-06-02' }

function ofMeetings({ world }: App, hall: Hall, words: Hall): Case[] {
  const meeting = hall.meeting
  const [open = newActivity(), first = newActivity(), second = newActivity()] = hall.activities
  const ofHall =
    (more: Record<string, string> = {}, body?: unknown) =>
    () => ({ params: { meeting, ...more }, body })
  const aMeeting = async () => (await openHall(world, [slide], [], here)).meeting
  const ofFresh = async () => {
    const made = await openHall(world, [slide], [], here)
    return { params: { meeting: made.meeting, activity: made.activities[0] ?? '' } }
  }
  return [
    one('seat', only(['guest', 'banned'], 'not-joined'), ofHall()),
    one('takeSeat', runs, async () => ({ params: { meeting: await aMeeting() } })),
    one('renameSeat', seated, () => ofHall({}, { name: `Renamed ${count++}` })()),
    one('createMeeting', organizes, () => ({ params: { meeting: newMeeting() }, body: { title: 'New', event: here } })),
    one(
      'createMeeting',
      organizesAll,
      () => ({ params: { meeting: newMeeting() }, body: { title: 'New' } }),
      'outside of events',
    ),
    one('changeMeeting', runs, ofHall({}, { title: 'Changed' })),
    one('deleteMeeting', runs, async () => ({ params: { meeting: await aMeeting() } })),
    one('meeting', sees, ofHall()),
    one('console', runs, ofHall()),
    one('console', but(organizesAll, 'not-found'), () => ({ params: { meeting: newMeeting() } }), 'of a meeting that is none'),
    one('putActivity', runs, () => ofHall({ activity: newActivity() }, slide)(), 'a new one'),
    one('putActivity', runs, ofHall({ activity: first }, { ...slide, title: 'Changed' }), 'a known one'),
    one('putMeetingPicture', but(runs, 'bad-input'), () => ofHall({ picture: id() }, { bytes: 'AAAA' })()),
    one('deleteActivity', runs, ofFresh),
    one('markDone', runs, ofHall({ activity: second }, { done: true })),
    one('orderActivities', but(runs, 'conflict'), ofHall({}, { order: [] })),
    ...ofMoving(meeting, aMeeting, first),
    one('resetActivity', runs, ofFresh),
    one('scores', runs, ofHall()),
    one('countScores', runs, ofHall()),
    one('takeControl', runs, () => ofHall({}, { seat: newSeat(), force: true })()),
    one('leaveControl', runs, () => ofHall({ seat: newSeat() })()),
    one('step', but(runs, 'not-controller'), () => ofHall({}, { seat: newSeat(), step: 'close', from: 'open' })()),
    one('moveClosing', but(runs, 'not-controller'), () =>
      ofHall({}, { seat: newSeat(), activity: open, opening: 1, closesAt: '2030-01-01T00:00:00Z' })(),
    ),
    one('bindChannel', runs, ofHall({}, { network: 'irc', channel: '#hall' })),
    one('unbindChannel', runs, ofHall({ network: 'irc', server: '*', channel: '#hall' })),
    one('answer', seated, () => ({
      params: { activity: words.activities[0] ?? '', answer: newAnswer() },
      body: word('hello'),
    })),
    one('tally', sees, () => ({ params: { activity: words.activities[0] ?? '' } }), 'of a cloud'),
    one(
      'tally',
      (who) => (who === 'guest' ? 'not-allowed' : sees(who)),
      () => ({ params: { activity: open } }),
      'of a poll one has not answered',
    ),
    one('result', but(sees, 'not-found'), () => ({ params: { activity: open } })),
  ]
}

const ofKeys: Case[] = [
  one('myKeys', keepsKeys),
  one('makeKey', keepsKeys, () => ({ params: { key: id() }, body: { name: 'Key', scopes: ['events:read'] } })),
  one('endKey', but(keepsKeys, 'not-found'), () => ({ params: { key: id() } }), 'of nobody'),
]

const code = 'x'.repeat(43)
const password = 'correct horse battery'
/** Their own accounts, and how one gets to have one; none of these has a password to be checked. */
const ofAccounts: Case[] = [
  one('signUp', anyone, () => ({
    body: { email: `somebody-${count++}@example.org`, userName: `somebody${count++}`, password: `${password} ${count}` },
  })),
  one(
    'confirmAddress',
    () => 'code-wrong',
    () => ({ body: { code } }),
  ),
  one('resendConfirmation', anyone, () => ({ body: { email: `nobody-${count++}@example.org` } })),
  one('requestReset', anyone, () => ({ body: { email: `nobody-${count++}@example.org` } })),
  one(
    'resetPassword',
    () => 'code-wrong',
    () => ({ body: { code, password } }),
  ),
  one('takenNames', anyone, () => ({ params: {} })),
  one('languages', anyone),
  one(
    'signIn',
    () => 'wrong-credentials',
    () => ({ body: { login: 'nobody@example.org', password } }),
  ),
  one('mySignIns', hasSignIn),
  one('endSignIn', but(hasSignIn, 'not-found'), () => ({ params: { signIn: id() } }), 'of nobody'),
  one('endOtherSignIns', hasSignIn),
  one('account', hasSignIn),
  one('changePassword', but(hasSignIn, 'not-found'), () => ({ body: { password, newPassword: `${password} too` } })),
  one('changeAddress', but(hasSignIn, 'not-found'), () => ({ body: { email: `new-${count++}@example.org`, password } })),
  one('changeUserName', but(hasSignIn, 'not-found'), () => ({ body: { userName: `another${count++}` } })),
  one('changeLanguage', but(hasSignIn, 'not-found'), () => ({ body: { language: 'fr' } })),
]

const aPage = {
  title: 'More',
  titleSecond: '',
  description: '',
  buttonText: '',
  buttonAddress: '',
  sectionTitle: '',
  sectionText: '',
  picture: null,
  pictureWords: '',
}

const ofTheInstance: Case[] = [
  one('settings', owns),
  one('changeSettings', owns, () => ({ body: { accounts: { signUp: false } } })),
  one('settingsChanges', owns, () => ({ params: {} })),
  one('undoSettingsChange', but(owns, 'not-found'), () => ({ params: { change: id() } })),
  one('mails', owns, () => ({ params: {} })),
  one('mail', but(owns, 'not-found'), () => ({ params: { mail: id() } })),
  one('sendMail', but(owns, 'not-found'), () => ({ params: { mail: id(), number: '1' } })),
  one('dropMail', but(owns, 'not-found'), () => ({ params: { mail: id() } })),
  one('sendTestMail', but(owns, 'no-mail-server'), () => ({ params: { mail: id() }, body: { to: 'ann@example.org' } })),
  one('webhooks', owns),
  one('makeWebhook', owns, () => ({
    params: { webhook: id() },
    body: { name: 'W', address: 'https://192.0.2.1.invalid/', events: ['meeting.started'] },
  })),
  one('changeWebhook', but(owns, 'not-found'), () => ({ params: { webhook: id() }, body: { on: false } })),
  one('dropWebhook', but(owns, 'not-found'), () => ({ params: { webhook: id() } })),
  one('renewWebhookSecret', but(owns, 'not-found'), () => ({ params: { webhook: id(), renewal: id() } })),
  one('testWebhook', but(owns, 'not-found'), () => ({ params: { webhook: id(), delivery: id() } })),
  one('webhookDeliveries', but(owns, 'not-found'), () => ({ params: { webhook: id() } })),
  one('webhookDelivery', but(owns, 'not-found'), () => ({ params: { webhook: id(), delivery: id() } })),
  one('replayDelivery', but(owns, 'not-found'), () => ({ params: { webhook: id(), delivery: id(), number: '1' } })),
  one('page', anyone, () => ({ params: { page: 'index' } })),
  one('pages', organizesAll),
  one('putPage', organizesAll, () => ({ params: { page: 'more' }, body: aPage })),
  one('previewPage', organizesAll, () => ({ params: { page: 'more' }, body: aPage })),
  one('deletePage', but(organizesAll, 'not-found'), () => ({ params: { page: 'none' } })),
  one('putMember', organizesAll, () => ({
    params: { member: id() },
    body: { name: 'M', role: '', about: '', imageAddress: '', picture: null },
  })),
  one('deleteMember', but(organizesAll, 'not-found'), () => ({ params: { member: id() } })),
  one('putPicture', but(organizesAll, 'bad-input'), () => ({ params: { picture: id() }, body: { bytes: 'AAAA' } })),
  one('search', only(withRoles, 'not-allowed', noStranger), () => ({ params: { text: 'a' } })),
]
