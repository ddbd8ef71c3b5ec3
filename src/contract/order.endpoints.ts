import { z } from 'zod'
import { at, done, type Endpoint, meeting, none, paging } from './endpoint.ts'
import { NAME_CHARS_MAX, PUT_OUT_SHOWN_MAX, VERDICTS_AT_ONCE_MAX, WORD_CHARS_MAX } from './limits.ts'
import { MeetingId, PersonId } from './meeting.schema.ts'
import { Participant, PutOut, ReviewView, SentWord } from './order.schema.ts'

const participant = z.strictObject({ meeting: MeetingId, person: PersonId })

/** Order in the room: who comes in, who stays, and which words go on the wall. */
export const order = {
  doorCode: {
    summary: 'The second code that is asked for now, and for how long; null where none is. The stage asks with its key.',
    who: 'moderator',
    params: z.strictObject({ meeting: MeetingId, key: z.string().max(100).optional() }),
    body: none,
    reply: z.strictObject({ digits: z.string().nullable(), secondsLeft: z.int().nullable() }),
  },
  review: {
    summary:
      'The words that wait for a moderator, oldest first, and those that were refused; the number says where to follow from.',
    who: 'moderator',
    params: meeting,
    body: none,
    reply: at(ReviewView),
  },
  judgeWords: {
    summary:
      'Let words through, or refuse them, with all their repetitions; refusing takes back a word that stands. It holds until the answers are forgotten.',
    who: 'moderator',
    params: meeting,
    body: z.strictObject({
      verdict: z.enum(['approved', 'refused']),
      words: z
        .array(SentWord.extend({ word: z.string().min(1).max(WORD_CHARS_MAX) }))
        .min(1)
        .max(VERDICTS_AT_ONCE_MAX),
    }),
    reply: done,
  },
  participants: {
    summary:
      'Who sits in a meeting, latest first, by part of a name if wanted; and the latest who were put out, on the first page.',
    who: 'moderator',
    params: z.strictObject({ meeting: MeetingId, name: z.string().max(NAME_CHARS_MAX).optional(), ...paging(PersonId) }),
    body: none,
    reply: z.strictObject({
      participants: z.array(Participant),
      out: z.array(PutOut).max(PUT_OUT_SHOWN_MAX),
      next: PersonId.nullable(),
    }),
  },
  removeParticipant: {
    summary:
      'Take somebody out of a meeting: they may join again, unless they are banned. What they answered stays, unless it is to go with them.',
    who: 'moderator',
    params: participant,
    body: z.strictObject({ ban: z.boolean().default(false), withAnswers: z.boolean().default(false) }),
    reply: done,
  },
  readmitParticipant: {
    summary: 'Lift the ban of somebody from a meeting: they may join again.',
    who: 'moderator',
    params: participant,
    body: none,
    reply: done,
  },
  muteParticipant: {
    summary: 'Let somebody watch and choose, but write nothing; or write again.',
    who: 'moderator',
    params: participant,
    body: z.strictObject({ muted: z.boolean() }),
    reply: done,
  },
} as const satisfies Record<string, Endpoint>
