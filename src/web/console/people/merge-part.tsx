import { useState } from 'preact/hooks'
import type { PersonCard } from '../../../contract/people.schema.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ask } from '../door.ts'
import type { PartProps } from './person-page.tsx'
import { networkName, timeOf } from './shared.ts'

const FOUND_SHOWN_MAX = 8

/** Whom they are one with: said and taken back. */
export function MergePart({ person, words, act, confirm }: PartProps) {
  const said = words.person
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly PersonCard[] | null>(null)
  const name = person.name || words.unnamed
  const find = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const told = await ask('people', { text: text.trim() || undefined }).catch(() => null)
    setFound(told?.people.filter((one) => one.id !== person.id).slice(0, FOUND_SHOWN_MAX) ?? [])
  }
  const choose = (other: PersonCard) =>
    confirm({
      title: said.merge.sure(name, other.name || words.unnamed),
      text: said.merge.sureText,
      go: said.merge.go,
      onGo: async () => {
        if (await act(words.saved.merged, () => ask('mergePeople', { person: person.id }, { other: other.id }))) setFound(null)
      },
    })
  return (
    <section class="person-part" aria-labelledby="merges">
      <h2 id="merges">{said.merges}</h2>
      <p class="quiet small">{said.mergesText}</p>
      <ul class="person-list">
        {person.merges.map((one) => (
          <li key={one.id}>
            <span>
              <bdi>{one.name || words.unnamed}</bdi>{' '}
              <time class="quiet" dateTime={one.at}>
                {timeOf(one.at)}
              </time>
            </span>
            <Button onClick={() => void act(words.saved.parted, () => ask('undoMerge', { merge: one.id }))}>
              {said.undo}
              <span class="unseen"> ({said.undoNamed(one.name || words.unnamed)})</span>
            </Button>
          </li>
        ))}
      </ul>
      <form class="person-form" aria-label={said.merge.title} onSubmit={find}>
        <Field
          type="search"
          label={said.merge.find}
          dir="auto"
          maxLength={60}
          value={text}
          onInput={(typed) => setText(typed.currentTarget.value)}
        />
        <Button type="submit">{said.merge.look}</Button>
      </form>
      <ul class="person-list" aria-live="polite">
        {found?.length === 0 && <li class="quiet">{said.merge.none}</li>}
        {found?.map((one) => (
          <li key={one.id}>
            <span>
              <bdi>{one.name || words.unnamed}</bdi>{' '}
              <span class="quiet">{one.handles.map((h) => `${networkName(h.network, words)} ${h.name}`).join(', ')}</span>
            </span>
            <Button onClick={() => choose(one)}>
              {said.merge.choose}
              <span class="unseen"> ({said.merge.chooseNamed(one.name || words.unnamed)})</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
