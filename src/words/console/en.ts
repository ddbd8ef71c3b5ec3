/** What organizers read. The steps say what the one primary button will do next. */
export const en = {
  title: 'Console',
  steps: {
    start: 'Start meeting',
    open: 'Open',
    close: 'Close',
    results: 'Show results',
    scoreboard: 'Show scoreboard',
    next: 'Next',
    back: 'Go back',
    end: 'End meeting',
    resume: 'Resume meeting',
  },
  openKind: { text: 'Show slide', poll: 'Open poll', cloud: 'Open word cloud' },
  meetings: { title: 'Meetings', empty: 'No meetings yet.', add: 'New meeting' },
  plan: { title: 'Running order', empty: 'Nothing planned yet.', add: 'Add an activity' },
  audience: 'What the audience sees',
}
export type ConsoleWords = typeof en
