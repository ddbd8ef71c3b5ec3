import type { FlagsChange, FlagsView } from './flags.schema.ts'
import { FLAG_TRIES_SHOWN_MAX } from './limits.ts'
import type { MeetingId } from './meeting.schema.ts'

/** The feed of a meeting's flags, and what a change does to its view. */
export const flagsFeed = (meeting: MeetingId) => `meeting:${meeting}/flags` as const

export function applyFlagsChange(view: FlagsView, change: FlagsChange): FlagsView {
  switch (change.kind) {
    case 'flag': {
      const { flag } = change
      const known = view.flags.some(({ id }) => id === flag.id)
      return { ...view, flags: known ? view.flags.map((one) => (one.id === flag.id ? flag : one)) : [...view.flags, flag] }
    }
    case 'removed':
      return {
        flags: view.flags.filter(({ id }) => id !== change.flag),
        tries: view.tries.map((one) => (one.flag === change.flag ? { ...one, flag: null } : one)),
      }
    case 'try': {
      const { flag } = change.try
      return {
        flags: view.flags.map((one) => (one.id === flag ? { ...one, found: change.found } : one)),
        // Two at once may be told in the other order.
        tries: [change.try, ...view.tries].sort((a, b) => b.n - a.n).slice(0, FLAG_TRIES_SHOWN_MAX),
      }
    }
    case 'tries':
      return { ...view, tries: change.tries }
  }
}

/** How a flag is written on paper: the code alone works as well. */
export const flagText = (prefix: string, code: string): string => `${prefix}{${code}}`
