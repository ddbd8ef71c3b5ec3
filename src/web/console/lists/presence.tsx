import type { Presence } from '../../../contract/scores.schema.ts'

/** Names of networks are the same in every language. */
const networkNames = { irc: 'IRC', discord: 'Discord', twitch: 'Twitch', youtube: 'YouTube' } as const

export const presenceName = (presence: Presence, browser: string): string =>
  presence === 'web' ? browser : networkNames[presence]

/** By what somebody is known, as marks beside a name. */
export function Presences({ networks, browser }: { networks: readonly Presence[]; browser: string }) {
  return (
    <>
      {networks.map((one) => (
        <span key={one} class="lists-mark">
          {presenceName(one, browser)}
        </span>
      ))}
    </>
  )
}
