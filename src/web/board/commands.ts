/** What is typed in a chat: the same in every language, as the chat reads it. `…` stands for one's own words. */
export const commands = {
  now: '#track now …',
  next: '#track next …',
  book: '#track book ROOM-SLOT',
  etherpad: '#track etherpad https://…',
  watch: 'subscribe …',
  presence: ['+in #track', '+in …', '+out', '+seen …'],
  checkIn: (track: string) => `+in #${track}`,
} as const
