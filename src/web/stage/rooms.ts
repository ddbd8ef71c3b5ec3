import type { ChannelPlace, NetworkName } from '../../contract/meeting.schema.ts'

const networkNames: Record<NetworkName, string> = { irc: 'IRC', discord: 'Discord', twitch: 'Twitch', youtube: 'YouTube' }
/** More would be read by nobody while a poll is open. */
const ROOMS_SHOWN_MAX = 2

/** Where in a chat one can answer, short enough for one line: the channels of the first network; null where no chat is connected. */
export function roomsOf(channels: readonly ChannelPlace[]): { network: string; names: string } | null {
  const network = channels[0]?.network
  if (!network) return null
  const names = [...new Set(channels.filter((one) => one.network === network).map((one) => one.channel))]
  return { network: networkNames[network], names: names.slice(0, ROOMS_SHOWN_MAX).join(', ') }
}
