import type { Group } from '../../contract/endpoints.ts'

/** What the description of the API says besides what the contract says. It is for programmers, and English alone. */
export const about = `Everything the pages of this instance do, they do by these calls. A program takes part with a key: sign in, make one in the console under
**Keys**, and send it as \`Authorization: Bearer plenary_…\`. To try calls here, press **Authorize** and put it into \`token\`; signed in, you need none.

Ids are minted by whoever asks (UUID): the same request again is the same thing again. Long lists come in pages: \`limit\`, and \`after\` with the \`next\` of the page before.
A path asked with a method it does not serve answers 405 with \`Allow\`; a path that is none answers 404.

**The socket.** The same calls go over \`/ws\`: \`{ "say": "call", "id": 1, "endpoint": "answer", "params": {…}, "body": {…} }\` is answered by
\`{ "id": 1, "reply": {…} }\` or \`{ "id": 1, "refusal": { "code", "message", "path" } }\`. The name of an endpoint is its \`operationId\`; \`params\` holds what stands in the
path and behind the \`?\`. One credential serves both: the sign-in cookie, the guest cookie that joining sets, or \`Authorization: Bearer\`. Frames have at most 16 KiB.

**Feeds.** \`{ "say": "follow", "feed": "…", "after": 17 }\` brings \`{ feed, seq, view }\` or the changes after 17 as \`{ feed, seq, change }\`;
\`{ feed, restart: true }\` means that a view follows. \`{ "say": "unfollow", "feed": "…" }\` ends it. \`{ beat }\` is a sign of life with the server's clock (ms). A key needs
\`meetings:read\`. The shapes stand among the schemas of the whole \`openapi.json\`.

| feed | who may follow | what it brings |
|---|---|---|
| \`meeting:ID\` | participants, organizers, the stage (with \`key\`) | MeetingView, MeetingChange: phases, the open activity, a growing cloud, results once shown |
| \`activity:ID/OPENING\` | those who answered the poll, organizers, the stage (with \`key\`, where the poll allows) | TallyView, TallyChange: the running count of one opening |
| \`meeting:ID/console\` | organizers | ConsoleView, ConsoleChange: everything |
| \`meeting:ID/flags\` | organizers | FlagsView, FlagsChange: the flags, by how many they were found, the last tries |
| \`meeting:ID/seat/PERSON\` | who sits there | SeatView, SeatChange: own points, while flags are taken; \`seat\` names it |
| \`board:EVENT\` | anyone | BoardView, BoardChange: now and next, places, notices, the plan |`

export const groupWords: Record<Group, string> = {
  entrance: 'Who is there, what is open, and how one gets in.',
  board: 'What really happens at an event: now and next of each track, notices, who is where, and what was done.',
  schedule: 'The plan of an event: tracks, rooms, slots, bookings; its sessions, released in versions.',
  meetings: 'One meeting: preparing, steering, answering, seeing.',
  moving: 'In and out of meetings: documents, sheets of questions, copies, results.',
  flags: 'Flags of a meeting: secrets that earn points when handed in, and every try.',
  lists: 'What is in all meetings one may run: activities, participants, answers, flags, tries.',
  account: 'Accounts, sign-ins and passwords.',
  keys: 'Keys for programs.',
  people: 'Who is known here: roles, bans, mergers, acts.',
  linking: 'One’s own chat accounts.',
  privacy: 'What is kept of people, and what they may do about it.',
  settings: 'The settings of the instance, and the log of their changes.',
  pages: 'The pages that welcome people.',
  search: 'The console’s search.',
  mails: 'The mails this instance sends.',
  webhooks: 'What happens here, told to programs elsewhere.',
}
