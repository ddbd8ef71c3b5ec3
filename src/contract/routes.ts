/**
 * Method and address of every endpoint, apart from the schemas so that the phone's page carries no schema library.
 * The same names serve the socket: `{ say: 'call', endpoint: 'answer', … }`.
 */
export const routes = {
  instance: ['GET', '/api/v1/instance'],
  redeemSetup: ['POST', '/api/v1/setup'],
  me: ['GET', '/api/v1/me'],
  signOut: ['DELETE', '/api/v1/me/sign-in'],
  openMeetings: ['GET', '/api/v1/meetings'],
  myMeetings: ['GET', '/api/v1/me/meetings'],
  event: ['GET', '/api/v1/events/:event'],
  events: ['GET', '/api/v1/events'],
  createEvent: ['PUT', '/api/v1/events/:event'],
  networks: ['GET', '/api/v1/networks'],
  lookUpCode: ['GET', '/api/v1/codes/:code'],
  join: ['POST', '/api/v1/codes/:code/participants'],
  seat: ['GET', '/api/v1/meetings/:meeting/seat'],
  renameSeat: ['PATCH', '/api/v1/meetings/:meeting/seat'],
  createMeeting: ['PUT', '/api/v1/meetings/:meeting'],
  changeMeeting: ['PATCH', '/api/v1/meetings/:meeting'],
  deleteMeeting: ['DELETE', '/api/v1/meetings/:meeting'],
  meeting: ['GET', '/api/v1/meetings/:meeting/view'],
  console: ['GET', '/api/v1/meetings/:meeting/console'],
  putActivity: ['PUT', '/api/v1/meetings/:meeting/activities/:activity'],
  deleteActivity: ['DELETE', '/api/v1/meetings/:meeting/activities/:activity'],
  markDone: ['PUT', '/api/v1/meetings/:meeting/activities/:activity/done'],
  orderActivities: ['PUT', '/api/v1/meetings/:meeting/order'],
  takeControl: ['PUT', '/api/v1/meetings/:meeting/controller'],
  leaveControl: ['DELETE', '/api/v1/meetings/:meeting/controller/:seat'],
  step: ['POST', '/api/v1/meetings/:meeting/steps'],
  bindChannel: ['PUT', '/api/v1/meetings/:meeting/channels'],
  unbindChannel: ['DELETE', '/api/v1/meetings/:meeting/channels/:network/:channel'],
  answer: ['PUT', '/api/v1/activities/:activity/answers/:answer'],
  tally: ['GET', '/api/v1/activities/:activity/tally'],
  result: ['GET', '/api/v1/activities/:activity/result'],
  myKeys: ['GET', '/api/v1/me/keys'],
  makeKey: ['PUT', '/api/v1/me/keys/:key'],
  endKey: ['DELETE', '/api/v1/me/keys/:key'],
} as const satisfies Record<string, readonly ['GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE', string]>

export type EndpointName = keyof typeof routes
