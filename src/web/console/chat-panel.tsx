import { useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import type { ChannelBinding, NetworkName } from '../../contract/meeting.schema.ts'
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
            <li key={`${binding.network}/${binding.channel}`} class="channel">
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
  const own = networks.filter(({ network }) => network === binding.network)
  const inside = own.find(({ channels }) => channels.some((one) => one.toLowerCase() === binding.channel.toLowerCase()))
  const one = inside ?? own[0]
  const good = inside?.at === 'connected'
  const said = !one ? chat.off : one.at === 'connected' && !inside ? chat.notInside : chat.states[one.at]
  return (
    <span class={good ? 'channel-at channel-good' : 'channel-at'}>
      <Icon path={good ? iconTick : iconWarn} />
      {networkNames[binding.network]}
      {one ? ` (${one.server})` : ''}: {said}
      {one?.why ? ` · ${one.why}` : ''}
    </span>
  )
}

function BindForm({ networks, onBind }: Pick<ChatProps, 'networks' | 'onBind'>) {
  const { console: words } = useWords()
  const { chat } = words
  const [network, setNetwork] = useState<NetworkName>(networks[0]?.network ?? 'irc')
  const [channel, setChannel] = useState('')
  const saving = useSaving(undefined, (refusal) => (refusal.code === 'conflict' ? chat.taken : null))
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const wrong = channel.trim() === '' ? { channel: words.form.required } : {}
    if (await saving.save(wrong, () => onBind({ network, channel: channel.trim() }))) setChannel('')
    else firstWrong(form)
  }
  return (
    <form class="form" noValidate onSubmit={submit}>
      {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
      <Select label={chat.network} value={network} onChange={(chosen) => setNetwork(chosen.currentTarget.value as NetworkName)}>
        {Object.entries(networkNames).map(([name, said]) => (
          <option key={name} value={name}>
            {said}
          </option>
        ))}
      </Select>
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
      <div>
        <Button type="submit" busy={saving.busy}>
          {chat.go}
        </Button>
      </div>
    </form>
  )
}
