import { useCallback, useEffect, useState } from 'preact/hooks'
import type { BoardView } from '../../contract/board.schema.ts'
import type { Reply } from '../../contract/endpoints.ts'
import { PLACE_CHARS_MAX } from '../../contract/limits.ts'
import { api, refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { Switch } from '../ui/tick.tsx'
import { useWords } from './words.ts'

type Known = Reply<'myPresence'> | 'stranger' | null

/** Where oneself is, and whether anybody may see it. Whoever is not signed in is told how to be. */
export function You({ view }: { view: BoardView }) {
  const { board: words } = useWords()
  const { presence } = words
  const { id: event } = view.event
  const [known, setKnown] = useState<Known>(null)
  const [fault, setFault] = useState<string | null>(null)
  const load = useCallback(async () => {
    try {
      const { name } = await api('me', undefined)
      setKnown(name === null ? 'stranger' : await api('myPresence', { event }))
    } catch {
      // What was known stays.
    }
  }, [event])
  // What was said in a chat shows here too.
  useEffect(() => void load(), [load, view.places])
  const does = async (work: () => Promise<unknown>) => {
    setFault(null)
    try {
      await work()
      await load()
    } catch (error) {
      const { code, message } = refusalOf(error)
      setFault(code === 'not-found' ? presence.unknownTrack : message || presence.failed)
    }
  }
  if (known === null) return null
  return (
    <section class="presence-you" aria-labelledby="you">
      <h2 id="you">{presence.you}</h2>
      {known === 'stranger' ? (
        <p>
          <a href="/sign-in">{presence.signIn}</a>. <span class="quiet">{presence.signInText}</span>
        </p>
      ) : (
        <Own view={view} own={known} onDo={does} />
      )}
      <div role="status">{fault && <Notice tone="bad">{fault}</Notice>}</div>
    </section>
  )
}

interface OwnProps {
  view: BoardView
  own: Reply<'myPresence'>
  onDo: (work: () => Promise<unknown>) => Promise<void>
}

function Own({ view, own, onDo }: OwnProps) {
  const { board: words } = useWords()
  const { presence } = words
  const { id: event } = view.event
  const [place, setPlace] = useState('')
  /** What was just asked for, so that a second press takes back the first. */
  const [wanted, setWanted] = useState<boolean | null>(null)
  const isIn = own.checkIn !== null && own.checkIn.out === null
  const enter = (sent: SubmitEvent) => {
    sent.preventDefault()
    if (place.trim() !== '')
      void onDo(async () => {
        await api('checkIn', { event }, { place: place.trim() })
        setPlace('')
      })
  }
  return (
    <>
      <p>{isIn && own.checkIn ? presence.youAre(own.checkIn.place) : presence.youAreOut}</p>
      <form class="presence-form" noValidate onSubmit={enter}>
        <Field
          label={presence.where}
          hint={presence.whereHint}
          value={place}
          maxLength={PLACE_CHARS_MAX}
          // Unknown to the types of fields.
          {...{ list: 'presence-tracks' }}
          autocomplete="off"
          autocapitalize="off"
          dir="auto"
          onInput={(typed) => setPlace(typed.currentTarget.value)}
        />
        <datalist id="presence-tracks">
          {view.tracks.map(({ name }) => (
            <option key={name} value={`#${name}`} />
          ))}
        </datalist>
        <Button kind="primary" type="submit">
          {presence.checkIn}
        </Button>
        {isIn && <Button onClick={() => void onDo(() => api('checkOut', { event }))}>{presence.checkOut}</Button>}
      </form>
      <Switch
        label={presence.hide}
        hint={presence.hideText}
        checked={wanted ?? own.hidden}
        onChange={(ticked) => {
          const hidden = ticked.currentTarget.checked
          setWanted(hidden)
          void onDo(() => api('hide', { event }, { hidden })).finally(() => setWanted(null))
        }}
      />
    </>
  )
}
