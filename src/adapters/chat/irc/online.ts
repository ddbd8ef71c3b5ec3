import type { Line } from './session.ts'

/** A server that answers nothing to ISON is taken to say yes: the message then goes out, as it would have without asking. */
const ANSWER_MS_MAX = 5_000

interface Asked {
  readonly nick: string
  answer(isOn: boolean): void
}

/** Whether somebody is on the network at all, in whatever channels: servers answer ISON in the order they are asked. */
export function askWhoIsOn({ client, timers, same }: Line): (nick: string) => Promise<boolean> {
  const asked: Asked[] = []
  client.on('raw', ({ line, from_server }) => {
    const found = from_server ? /^(?:@\S+ )?:\S+ 303 \S+ :?(.*)$/.exec(line.trimEnd()) : null
    if (!found) return
    const there = (found[1] ?? '').split(' ')
    const next = asked.shift()
    next?.answer(there.some((nick) => same(nick, next.nick)))
  })
  client.on('close', () => {
    for (const one of asked.splice(0)) one.answer(false)
  })
  let nth = 0
  return (nick) =>
    new Promise((resolve) => {
      if (!client.connection.connected) return resolve(false)
      const timer = `ison ${nth++}`
      const one: Asked = {
        nick,
        answer(isOn) {
          timers.clear(timer)
          resolve(isOn)
        },
      }
      asked.push(one)
      timers.set(timer, ANSWER_MS_MAX, () => {
        asked.splice(asked.indexOf(one), 1)
        resolve(true)
      })
      client.raw('ISON', nick)
    })
}
