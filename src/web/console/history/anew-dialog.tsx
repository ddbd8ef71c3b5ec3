import { useState } from 'preact/hooks'
import { freshId } from '../../../contract/ids.ts'
import { RUNS_PER_MEETING_MAX } from '../../../contract/limits.ts'
import type { MeetingId } from '../../../contract/meeting.schema.ts'
import type { AnewPeople, RunId } from '../../../contract/runs.schema.ts'
import type { HistoryWords } from '../../../words/history/en.ts'
import type { CallRefusal } from '../../lib/api.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ask } from '../door.ts'
import { useSaving } from '../form.ts'
import { useWords } from '../words.ts'

interface AnewProps {
  meeting: MeetingId
  words: HistoryWords
  onDone: () => void
  onClose: () => void
}

/** Asks who is there in the next run, and begins it. Pressed twice it begins once. */
export function AnewDialog({ meeting, words, onDone, onClose }: AnewProps) {
  const { common } = useWords()
  const { anew } = words
  const [run] = useState(() => freshId<RunId>(Date.now()))
  const [people, setPeople] = useState<AnewPeople>('stay')
  const say = ({ code, path }: CallRefusal) => {
    if (code === 'too-many') return anew.full(common.number(RUNS_PER_MEETING_MAX))
    return code === 'conflict' && path === 'code' ? anew.codeTaken : null
  }
  const saving = useSaving(undefined, say)
  const begin = async () => {
    if (await saving.save({}, async () => void (await ask('beginAnew', { meeting, run }, { people })))) onDone()
  }
  return (
    <Dialog
      open
      title={anew.title}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" busy={saving.busy} onClick={() => void begin()}>
            {anew.open}
          </Button>
        </>
      }
    >
      <p>{anew.text}</p>
      <Select label={anew.who} value={people} onChange={(chosen) => setPeople(chosen.currentTarget.value as AnewPeople)}>
        <option value="stay">{anew.stays}</option>
        <option value="leave">{anew.leaves}</option>
      </Select>
      <div role="status">{saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}</div>
    </Dialog>
  )
}
