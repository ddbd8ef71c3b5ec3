import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { ResultsForm } from '../../contract/moving.schema.ts'
import type { RunId } from '../../contract/runs.schema.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ask } from './door.ts'
import { bytesOf, fileName, saveAs } from './files.ts'
import { useSaving } from './form.ts'
import { useWords } from './words.ts'

interface DownloadsProps {
  meeting: MeetingId
  title: string
  /** An earlier run; null: what is in the meeting now. */
  run: RunId | null
}

/** Results as files: one button for each form. */
export function Downloads({ meeting, title, run }: DownloadsProps) {
  const { moving } = useWords().console
  const saving = useSaving()
  const sheet = (form: ResultsForm) => () =>
    void saving.save({}, async () => {
      const { name, type, bytes } = run
        ? await ask('runSheet', { meeting, run, form }, undefined)
        : await ask('resultsSheet', { meeting, form }, undefined)
      saveAs(name, type, bytesOf(bytes))
    })
  const json = () =>
    void saving.save({}, async () => {
      const results = run ? await ask('run', { meeting, run }, undefined) : await ask('results', { meeting }, undefined)
      saveAs(`${fileName(title)}-results.json`, 'application/json', JSON.stringify(results, null, 2))
    })
  return (
    <>
      {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
      <div class="moving-acts">
        <Button onClick={sheet('xlsx')}>{moving.asXlsx}</Button>
        <Button onClick={sheet('activities.csv')}>{moving.asActivities}</Button>
        <Button onClick={sheet('participants.csv')}>{moving.asParticipants}</Button>
        <Button onClick={json}>{moving.asJson}</Button>
      </div>
    </>
  )
}
