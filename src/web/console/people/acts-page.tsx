import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Params, Reply } from '../../../contract/endpoints.ts'
import type { ActId } from '../../../contract/people.schema.ts'
import type { PeopleWords } from '../../../words/people/en.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ask, refusedBy } from '../door.ts'
import { useWords } from '../words.ts'
import { ActTable } from './act-table.tsx'
import './people.css'

/** Who did what, newest first, by kind. */
export function ActsPage({ words }: { words: PeopleWords }) {
  const { console: all, common } = useWords()
  const [kind, setKind] = useState('')
  const { list, failed, read } = useActs(kind)
  const said = words.acts
  return (
    <main class="people" id="main" aria-busy={list === null && !failed}>
      <header class="people-head">
        <h1>{said.title}</h1>
        <p class="quiet">{said.text}</p>
      </header>
      <div class="people-filters">
        <Select label={said.filter} value={kind} onChange={(chosen) => setKind(chosen.currentTarget.value)}>
          <option value="">{said.all}</option>
          {Object.entries(said.kinds).map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </Select>
      </div>
      {failed && (
        <Notice tone="bad" action={<Button onClick={() => read()}>{common.tryAgain}</Button>}>
          {failed === 'offline' ? all.failed.offline : failed}
        </Notice>
      )}
      {list?.acts.length === 0 && <EmptyState title={said.empty.title} text={said.empty.text} />}
      {list && list.acts.length > 0 && <ActTable acts={list.acts} words={words} />}
      {list?.next && (
        <div>
          <Button onClick={() => read(list.next ?? undefined)}>{words.more}</Button>
        </div>
      )}
    </main>
  )
}

function useActs(kind: string) {
  const [list, setList] = useState<Reply<'acts'> | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const read = useCallback(
    async (after?: ActId) => {
      setFailed(null)
      const asked: Params<'acts'> = { act: kind || undefined, after }
      try {
        const told = await ask('acts', asked)
        setList((known) => (after ? { ...told, acts: [...(known?.acts ?? []), ...told.acts] } : told))
      } catch (error) {
        setFailed(refusedBy(error)?.message ?? 'offline')
      }
    },
    [kind],
  )
  useEffect(() => void read(), [read])
  return { list, failed, read: (after?: ActId) => void read(after) }
}
