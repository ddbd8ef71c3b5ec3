import type { Calls } from '../../contract/doors.ts'
import type { mails as declared, mailContents } from '../../contract/mails.endpoints.ts'
import type { MailCard } from '../../contract/mails.schema.ts'
import * as mails from '../../modules/mails/index.ts'
import type { Door } from './door.ts'

/** The mails of this instance, for its owners. */
export const mailCalls = (door: Door): Pick<Calls, keyof typeof declared | keyof typeof mailContents> => ({
  mails: async (caller, filter) => {
    const found = await door.read(caller, (tx, actor) => mails.mails(tx, actor, filter))
    return { ...found, mails: found.mails.map(card), server: door.out.mailServer() }
  },
  mail: async (caller, { mail: id }) => {
    const { mail, content } = await door.write(caller, (tx, actor) => mails.readMail(tx, actor, id, door.seal))
    return { mail: card(mail), letter: content && door.out.letterOf(content, mail.language) }
  },
  sendMail: (caller, { mail, number }) => door.act(caller, (tx, actor) => mails.sendAgain(tx, actor, mail, number)),
  dropMail: (caller, { mail }) => door.act(caller, (tx, actor) => mails.dropMail(tx, actor, mail)),
  sendTestMail: (caller, { mail }, { to }) =>
    door.act(caller, (tx, actor) => mails.sendTest(tx, actor, mail, { to, language: caller.language }, door.seal)),
})

const card = ({ giveUpAt: _giveUpAt, ...mail }: mails.MailRow): MailCard => ({
  ...mail,
  dueAt: mail.dueAt?.toISOString() ?? null,
  madeAt: mail.madeAt.toISOString(),
  doneAt: mail.doneAt?.toISOString() ?? null,
})
