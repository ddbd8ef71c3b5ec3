import type { RefusalCode } from './refusal.ts'
import { type EndpointName, routes } from './routes.ts'

/** How each endpoint may say no: the API's description is made from this, and the tests take no other no from any of them. */

/** Any endpoint may: input that does not fit, a credential that is none or reaches not so far, too often, or not at the moment. */
const always = ['bad-input', 'not-signed-in', 'not-allowed', 'too-many', 'unavailable'] as const

/** A person, an event or whatever else an address names may not be there. */
const named = ['not-found'] as const
/** Meetings are a part that may be switched off. */
const live = ['part-off'] as const
const ofMeeting = [...live, ...named] as const
/** Of those who sit in it. */
const seated = [...ofMeeting, 'not-joined', 'banned'] as const
/** By a code that was mailed. */
const coded = ['code-wrong', 'code-expired'] as const

const besides: Record<EndpointName, readonly RefusalCode[]> = {
  instance: [],
  redeemSetup: ['link-used'],
  me: [],
  signOut: [],
  openMeetings: ofMeeting,
  myMeetings: ofMeeting,
  event: named,
  events: named,
  createEvent: [],
  networks: [],
  lookUpCode: [...live, 'wrong-code', 'banned'],
  join: [...live, 'wrong-code', 'name-unfit', 'name-taken', 'banned', 'conflict'],
  seat: seated,
  takeSeat: [...ofMeeting, 'meeting-over', 'banned', 'name-taken'],
  renameSeat: [...seated, 'name-unfit', 'name-taken'],
  createMeeting: [...ofMeeting, 'conflict'],
  changeMeeting: [...ofMeeting, 'conflict'],
  deleteMeeting: ofMeeting,
  meeting: seated,
  console: ofMeeting,
  putActivity: [...ofMeeting, 'conflict', 'not-in-this-phase'],
  deleteActivity: [...ofMeeting, 'not-in-this-phase'],
  markDone: [...ofMeeting, 'not-in-this-phase'],
  orderActivities: [...ofMeeting, 'conflict'],
  takeControl: [...ofMeeting, 'not-controller'],
  leaveControl: named,
  step: [...ofMeeting, 'not-controller', 'not-in-this-phase', 'meeting-over', 'conflict'],
  bindChannel: [...ofMeeting, 'conflict'],
  unbindChannel: ofMeeting,
  answer: [...seated, 'already-answered', 'activity-not-open', 'wrong-kind', 'unknown-choice', 'word-limit', 'conflict'],
  tally: seated,
  result: seated,
  myKeys: [],
  makeKey: ['conflict'],
  endKey: named,
  settings: [],
  changeSettings: ['setting-fixed', 'conflict'],
  settingsChanges: named,
  undoSettingsChange: [...named, 'conflict', 'setting-fixed'],
  page: named,
  pages: [],
  putPage: named,
  previewPage: named,
  deletePage: named,
  putMember: named,
  deleteMember: named,
  putPicture: ['conflict'],
  search: [],
  people: named,
  person: named,
  grantRole: [...named, 'banned'],
  revokeRole: [...named, 'last-owner'],
  banPerson: [...named, 'role-held'],
  unbanPerson: named,
  mergePeople: [...named, 'conflict'],
  undoMerge: named,
  removePerson: [...named, 'last-owner'],
  acts: named,
  myHandles: [],
  makeLinkCode: [],
  enterLinkCode: ['link-code-wrong', 'sign-in-instead'],
  confirmLink: [...named, 'sign-in-instead'],
  dropLink: [],
  unlinkHandle: named,
  mails: named,
  mail: named,
  sendMail: [...named, 'no-mail-server', 'mail-gone'],
  dropMail: named,
  sendTestMail: ['no-mail-server', 'conflict'],
  webhooks: [],
  makeWebhook: ['conflict', 'address-private'],
  changeWebhook: [...named, 'address-private'],
  dropWebhook: named,
  renewWebhookSecret: [...named, 'conflict'],
  testWebhook: [...named, 'webhook-off', 'conflict'],
  webhookDeliveries: named,
  webhookDelivery: named,
  replayDelivery: [...named, 'webhook-off'],
  signUp: ['sign-up-closed', 'not-invited', 'password-weak', 'address-taken', 'name-taken', 'consent-missing', 'conflict'],
  confirmAddress: [...coded, 'address-taken'],
  resendConfirmation: [],
  requestReset: [],
  resetPassword: [...coded, 'password-weak'],
  takenNames: [],
  languages: [],
  signIn: ['wrong-credentials', 'address-unconfirmed', 'banned'],
  mySignIns: [],
  endSignIn: named,
  endOtherSignIns: [],
  account: [],
  changePassword: [...named, 'wrong-credentials', 'password-weak'],
  changeAddress: [...named, 'wrong-credentials', 'address-taken'],
  changeUserName: [...named, 'name-taken'],
  changeLanguage: named,
  privacy: [],
  myData: [],
  myConsents: [],
  giveConsent: ['conflict'],
  withdrawConsent: [...named, 'consent-missing'],
  requestDeletion: ['last-owner'],
  confirmDeletion: [...coded, 'last-owner'],
}

/** Every code this endpoint may refuse with. */
export function refusalsOf(name: EndpointName): readonly RefusalCode[] {
  const hasBody = !['GET', 'DELETE'].includes(routes[name][0])
  return [...new Set<RefusalCode>([...always, ...(hasBody ? (['too-large'] as const) : []), ...besides[name]])]
}
