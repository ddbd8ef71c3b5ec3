import type { ChannelBinding, ChatFault } from '../../contract/meeting.schema.ts'
import { Notice } from '../ui/notice.tsx'
import type { Networks } from './chat-panel.tsx'
import { isServer } from './chat-panel.tsx'
import { useWords } from './words.ts'

interface FaultsProps {
  channels: readonly ChannelBinding[]
  networks: Networks
}

/** It works after a fashion: people are heard. */
const mild: readonly ChatFault[] = ['nick-taken', 'cannot-speak']

/** What is wrong with the chats of this meeting, for as long as it is. Draw it always: a live region must stand before it speaks. */
export function ChatFaults({ channels, networks }: FaultsProps) {
  const { faults: words } = useWords().console.desk
  return (
    <div class="chat-faults" role="status">
      {faultsOf(channels, networks).map(({ fault, place }) => (
        <Notice key={`${fault}/${place}`} tone={mild.includes(fault) ? 'warn' : 'bad'}>
          {words[fault](place)}
        </Notice>
      ))}
    </div>
  )
}

/** Each once: those of a server, and those of a channel that is bound here. */
function faultsOf(channels: readonly ChannelBinding[], networks: Networks): { fault: ChatFault; place: string }[] {
  const found = networks.flatMap(({ network, server, faults }) => {
    const bound = channels.filter((one) => one.network === network && isServer(one.server, server))
    return faults.flatMap(({ fault, channel }) => {
      if (channel === null) return bound.length > 0 ? [{ fault, place: server }] : []
      const isBound = bound.some((one) => one.channel.toLowerCase() === channel.toLowerCase())
      return isBound ? [{ fault, place: `${channel} (${server})` }] : []
    })
  })
  return [...new Map(found.map((one) => [`${one.fault}/${one.place}`, one])).values()]
}
