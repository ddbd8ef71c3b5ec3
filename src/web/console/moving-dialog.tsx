import { useState } from 'preact/hooks'
import type { ActivityId } from '../../contract/activity.schema.ts'
import { freshId } from '../../contract/ids.ts'
import { MEETING_TITLE_CHARS_MAX, SHEET_BYTES_MAX } from '../../contract/limits.ts'
import type { ConsoleView, MeetingId } from '../../contract/meeting.schema.ts'
import type { SheetRead } from '../../contract/moving.schema.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { ask } from './door.ts'
import { Downloads } from './downloads.tsx'
import { base64Of, fileName, saveAs } from './files.ts'
import { useSaving } from './form.ts'
import './moving-dialog.css'
import { meetingPlace } from './places.ts'
import type { Teller } from './toasts.ts'
import { useWords } from './words.ts'

interface MovingProps {
  view: ConsoleView
  teller: Teller
  onClose: () => void
}

/** Into the meeting: questions of a sheet, looked at first. Out of it: results, the meeting as a file, a copy. */
export function MovingDialog({ view, teller, onClose }: MovingProps) {
  const { console: words, common } = useWords()
  return (
    <Dialog open title={words.moving.open} closeLabel={common.close} onClose={onClose}>
      <Questions
        view={view}
        onTaken={(n) => {
          teller.tell('good', words.moving.taken(n))
          onClose()
        }}
      />
      <Results view={view} />
      <Whole view={view} />
    </Dialog>
  )
}

function Questions({ view, onTaken }: { view: ConsoleView; onTaken: (n: number) => void }) {
  const { moving } = useWords().console
  const [read, setRead] = useState<SheetRead | null>(null)
  /** Made with the preview: pressed twice it is taken in once. */
  const [ids, setIds] = useState<readonly ActivityId[]>([])
  const saving = useSaving(undefined, (refusal) => (refusal.code === 'sheet-unfit' ? refusal.message : null))
  const look = async (file: File) => {
    setRead(null)
    await saving.save({ bytes: file.size > SHEET_BYTES_MAX ? moving.large : undefined }, async () => {
      const found = await ask('readSheet', { meeting: view.id }, { bytes: await base64Of(file) })
      setIds(found.activities.map(() => freshId<ActivityId>(Date.now())))
      setRead(found)
    })
  }
  const take = async (found: SheetRead) => {
    const activities = found.activities.map(({ prepared }, i) => ({ id: ids[i] ?? freshId<ActivityId>(Date.now()), prepared }))
    if (await saving.save({}, async () => void (await ask('addActivities', { meeting: view.id }, { activities }))))
      onTaken(activities.length)
  }
  return (
    <section class="moving-part" aria-labelledby="moving-questions">
      <h3 id="moving-questions">{moving.questions}</h3>
      <p class="quiet small">{moving.questionsText}</p>
      <label class="field">
        <span class="field-label">{moving.file}</span>
        <input
          type="file"
          class="input"
          accept=".csv,.tsv,.txt,.xlsx"
          disabled={saving.busy}
          onChange={(chosen) => {
            const [file] = chosen.currentTarget.files ?? []
            chosen.currentTarget.value = ''
            if (file) void look(file)
          }}
        />
      </label>
      <div role="status">
        {saving.busy && <p class="quiet">{moving.reading}</p>}
        {Object.values(saving.errors).map((error) => error && <Notice tone="bad">{error}</Notice>)}
        {read && <Found read={read} />}
      </div>
      {read && read.activities.length > 0 && (
        <Button kind="primary" busy={saving.busy} onClick={() => void take(read)}>
          {moving.take(read.activities.length)}
        </Button>
      )}
    </section>
  )
}

function Found({ read }: { read: SheetRead }) {
  const { kinds, moving } = useWords().console
  return (
    <>
      <p>
        <b>{moving.found(read.activities.length)}</b>
      </p>
      <ol class="moving-list">
        {read.activities.map(({ row, prepared }) => (
          <li key={row} dir="auto">
            {prepared.title} <span class="quiet small">{kinds[prepared.kind]}</span>
          </li>
        ))}
      </ol>
      {read.skipped.length > 0 && (
        <>
          <p>
            <b>{moving.skipped(read.skipped.length)}</b>
          </p>
          <ul class="moving-list">
            {read.skipped.map(({ row, what, why }) => (
              <li key={row} dir="auto">
                {moving.skippedRow(row, what, moving.why[why])}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Results({ view }: { view: ConsoleView }) {
  const { moving } = useWords().console
  return (
    <section class="moving-part" aria-labelledby="moving-results">
      <h3 id="moving-results">{moving.results}</h3>
      <p class="quiet small">{moving.resultsText}</p>
      <Downloads meeting={view.id} title={view.settings.title} run={null} />
    </section>
  )
}

function Whole({ view }: { view: ConsoleView }) {
  const { console: words } = useWords()
  const { moving } = words
  const [copy] = useState(() => freshId<MeetingId>(Date.now()))
  const [title, setTitle] = useState(view.settings.title)
  const saving = useSaving()
  const save = () =>
    void saving.save({}, async () => {
      const file = await ask('meetingFile', { meeting: view.id }, undefined)
      saveAs(`${fileName(view.settings.title)}.json`, 'application/json', JSON.stringify(file, null, 2))
    })
  const duplicate = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const wrong = title.trim() === '' ? { title: words.form.required } : {}
    const made = await saving.save(wrong, async () => {
      await ask('copyMeeting', { meeting: view.id, copy }, { title: title.trim() })
    })
    if (made) location.assign(meetingPlace(copy))
  }
  return (
    <section class="moving-part" aria-labelledby="moving-whole">
      <h3 id="moving-whole">{moving.meeting}</h3>
      <p class="quiet small">{moving.meetingText}</p>
      {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
      <div class="moving-acts">
        <Button onClick={save}>{moving.save}</Button>
      </div>
      <form class="form" noValidate onSubmit={duplicate}>
        <Field
          label={moving.copyTitle}
          dir="auto"
          autocomplete="off"
          maxLength={MEETING_TITLE_CHARS_MAX}
          value={title}
          error={saving.errors.title}
          onInput={(typed) => setTitle(typed.currentTarget.value)}
        />
        <div class="moving-acts">
          <Button type="submit" busy={saving.busy}>
            {moving.copy}
          </Button>
        </div>
      </form>
    </section>
  )
}
