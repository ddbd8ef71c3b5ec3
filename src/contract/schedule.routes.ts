const of = '/api/v1/events/:event'

/** Method and address of the schedule's endpoints. */
export const routes = {
  schedule: ['GET', `${of}/schedule`],
  session: ['GET', `${of}/sessions/:session`],
  scheduleVersions: ['GET', `${of}/schedule/versions`],
  scheduleVersion: ['GET', `${of}/schedule/versions/:n`],
  preparedSchedule: ['GET', `${of}/schedule/prepared`],
  releaseSchedule: ['POST', `${of}/schedule/versions`],
  putSession: ['PUT', `${of}/sessions/:session`],
  dropSession: ['DELETE', `${of}/sessions/:session`],
  importSchedule: ['POST', `${of}/schedule/imports`],
  scheduleImports: ['GET', `${of}/schedule/imports`],
  plan: ['GET', `${of}/plan`],
  putPlan: ['PUT', `${of}/plan`],
  tracks: ['GET', `${of}/tracks`],
  addTracks: ['POST', `${of}/tracks`],
  changeTrack: ['PATCH', `${of}/tracks/:track`],
  dropTrack: ['DELETE', `${of}/tracks/:track`],
  bookings: ['GET', `${of}/bookings`],
  book: ['PUT', `${of}/bookings/:booking`],
  unbook: ['DELETE', `${of}/bookings/:booking`],
  block: ['PUT', `${of}/blockings/:booking`],
  bookingActs: ['GET', `${of}/booking-acts`],
  undoBookingAct: ['DELETE', `${of}/booking-acts/:act`],
} as const satisfies Record<string, readonly ['GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE', string]>
