/** What the audience's page calls. It is built with this table in place of the whole one, whose addresses a phone never asks for. */
export const routes = {
  instance: ['GET', '/api/v1/instance'],
  me: ['GET', '/api/v1/me'],
  lookUpCode: ['GET', '/api/v1/codes/:code'],
  join: ['POST', '/api/v1/codes/:code/participants'],
  seat: ['GET', '/api/v1/meetings/:meeting/seat'],
  takeSeat: ['PUT', '/api/v1/meetings/:meeting/seat'],
  renameSeat: ['PATCH', '/api/v1/meetings/:meeting/seat'],
  meeting: ['GET', '/api/v1/meetings/:meeting/view'],
  answer: ['PUT', '/api/v1/activities/:activity/answers/:answer'],
  tally: ['GET', '/api/v1/activities/:activity/tally'],
  handIn: ['PUT', '/api/v1/meetings/:meeting/flag-tries/:try'],
  result: ['GET', '/api/v1/activities/:activity/result'],
} as const
