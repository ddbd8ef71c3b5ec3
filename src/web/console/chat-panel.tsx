import { useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import type { ChannelBinding, NetworkName } from '../../contract/meeting.schema.ts'
import { defaultLanguage, languages } from '../../words/languages.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Field, Select } from '../ui/field.tsx'
import { Icon, iconCross, iconTick, iconWarn } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import './chat-panel.css'
import { firstWrong, useSaving } from './form.ts'
import { useWords, type Words } from './words.ts'

export type Networks = Reply<'networks'>['networks']

const networkNames: Record<NetworkName, string> = { irc: 'IRC', discord: 'Discord', twitch: 'Twitch', youtube: 'YouTube' }

interface ChatProps {
  channels: readonly ChannelBinding[]
  networks: Networks
  onBind: (binding: ChannelBinding) => Promise<void>
  onUnbind: (binding: ChannelBinding) => void
}

/** The chat channels whose lines answer here, each with how its network stands. */
export function ChatPanel({ channels, networks, onBind, onUnbind }: ChatProps) {
  const words = useWords()
  const { chat } = words.console
  return (
    <section class="panel" aria-labelledby="chat-title">
      <h2 id="chat-title">{chat.title}</h2>
      <p class="quiet small">{channels.length === 0 ? chat.empty : chat.text}</p>
      {channels.length > 0 && (
        <ul class="channels">
          {channels.map((binding) => (
            <li key={`${binding.network}/${binding.server}/${binding.channel}`} class="channel">
              <span class="channel-name">
                <b dir="ltr">{binding.channel}</b>
                <Standing binding={binding} networks={networks} words={words} />
              </span>
              <IconButton icon={iconCross} label={chat.remove(binding.channel)} onClick={() => onUnbind(binding)} />
            </li>
          ))}
        </ul>
      )}
      <details class="behind">
        <summary>{chat.add}</summary>
        <BindForm networks={networks} onBind={onBind} />
      </details>
    </section>
  )
}

function Standing({ binding, networks, words }: { binding: ChannelBinding; networks: Networks; words: Words }) {
  const { chat } = words.console
  const own = networks.filter(({ network, server }) => network === binding.network && isServer(binding.server, server))
  const inside = own.find(({ channels }) => channels.some((one) => one.toLowerCase() === binding.channel.toLowerCase()))
  const one = inside ?? own[0]
  const good = inside?.at === 'connected'
  const said = !one ? chat.off : one.at === 'connected' && !inside ? chat.notInside : chat.states[one.at]
  return (
    <span class={good ? 'channel-at channel-good' : 'channel-at'}>
      <Icon path={good ? iconTick : iconWarn} />
      {networkNames[binding.network]}
      {placeOf(binding, one)}: {said}
      {one?.why ? ` · ${one.why}` : ''}
    </span>
  )
}

/** A binding that names no server is of every one. */
export const isServer = (bound: string | null, server: string): boolean => bound === null || bound === server.toLowerCase()

function placeOf({ server }: ChannelBinding, one: Networks[number] | undefined): string {
  const name = server ?? one?.server
  return name ? ` (${name})` : ''
}

function Options({ of: list }: { of: readonly (readonly [value: string, said: string])[] }) {
  return (
    <>
      {list.map(([value, said]) => (
        <option key={value} value={value}>
          {said}
        </option>
      ))}
    </>
  )
}

function BindForm({ networks, onBind }: Pick<ChatProps, 'networks' | 'onBind'>) {
  const { console: words } = useWords()
  const { chat } = words
  const [network, setNetwork] = useState<NetworkName>(networks[0]?.network ?? 'irc')
  const [server, setServer] = useState('')
  const [language, setLanguage] = useState<string>(defaultLanguage)
  const [channel, setChannel] = useState('')
  const saving = useSaving(undefined, (refusal) => (refusal.code === 'conflict' ? chat.taken : null))
  const own = networks.filter((one) => one.network === network)
  const servers = [...new Set(own.map((one) => one.server.toLowerCase()))]
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const wrong = channel.trim() === '' ? { channel: words.form.required } : {}
    const binding = { network, server: server || null, channel: channel.trim(), language }
    if (await saving.save(wrong, () => onBind(binding))) setChannel('')
    else firstWrong(form)
  }
  return (
    <form class="form" noValidate onSubmit={submit}>
      {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
      <Select
        label={chat.network}
        value={network}
        onChange={(chosen) => {
          setNetwork(chosen.currentTarget.value as NetworkName)
          setServer('')
        }}
      >
        <Options of={Object.entries(networkNames)} />
      </Select>
      {servers.length > 1 && (
        <Select label={chat.server} value={server} onChange={(chosen) => setServer(chosen.currentTarget.value)}>
          <option value="">{chat.everyServer}</option>
          <Options of={servers.map((name) => [name, name])} />
        </Select>
      )}
      <Field
        label={chat.channel}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        dir="ltr"
        maxLength={200}
        value={channel}
        error={saving.errors.channel}
        onInput={(typed) => setChannel(typed.currentTarget.value)}
      />
      <Select label={chat.language} value={language} onChange={(chosen) => setLanguage(chosen.currentTarget.value)}>
        {languages.map(({ tag, name }) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </Select>
      <div>
        <Button type="submit" busy={saving.busy}>
          {chat.go}
        </Button>
      </div>
    </form>
  )
}
