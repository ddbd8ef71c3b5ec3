import { useEffect, useRef, useState } from 'preact/hooks'
import type { Reply } from '../../../contract/endpoints.ts'
import { ADDRESS_CHARS_MAX, LABEL_CHARS_MAX, SCHEDULE_BYTES_MAX } from '../../../contract/limits.ts'
import type { EventId } from '../../../contract/meeting.schema.ts'
import type { TakenIn } from '../../../contract/schedule.schema.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Checkbox } from '../../ui/tick.tsx'
import { type Saving, useSaving } from '../form.ts'
import { acts } from './acts.ts'
import type { TabProps } from './events-page.tsx'
import { isLink, momentText } from './shared.ts'

/** What came of it; `same`: byte by byte what was read before. */
export type Brought = TakenIn | 'same'
type Imports = Reply<'scheduleImports'>

interface PartProps extends Pick<TabProps, 'words'> {
  event: EventId
  taken: Brought | null
  onTaken: (taken: Brought) => void
}

const kinds = ['schedule', 'pretalx'] as const
type Kind = (typeof kinds)[number]
const LOOK_EVERY_MS = 700

interface Source {
  readonly address: string
  readonly kind: Kind
  readonly token?: string
}

/** A programme from a file or an address; meanwhile how far it is, afterwards what it brought and what could not be read. */
export function TakeInPart({ event, words, taken, onTaken }: PartProps) {
  const { schedule } = words
  const [release, setRelease] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const saving = useSaving((path) => (path.includes('address') ? 'address' : ''))
  const imports = useImports(event, saving.busy)
  const fromAddress = async (from: Source) => {
    await saving.save({ address: isLink(from.address) ? undefined : words.tracks.unfitLink }, async () => {
      onTaken((await acts.takeIn(event, { ...from, release })).taken ?? 'same')
    })
  }
  const fromFile = async () => {
    const chosen = file.current?.files?.[0]
    if (!chosen) return
    await saving.save({ file: chosen.size > SCHEDULE_BYTES_MAX ? schedule.tooLarge : undefined }, async () => {
      onTaken((await acts.takeIn(event, { document: await chosen.text(), release })).taken ?? 'same')
    })
    if (file.current) file.current.value = ''
  }
  return (
    <section class="events-fieldset">
      <h2>{schedule.takeIn}</h2>
      <p class="quiet">{schedule.takeInText}</p>
      <Checkbox
        label={schedule.atOnce}
        hint={schedule.atOnceHint}
        checked={release}
        onChange={(ticked) => setRelease(ticked.currentTarget.checked)}
      />
      <label class="field">
        <span class="field-label">{schedule.file}</span>
        <input
          ref={file}
          type="file"
          class="input"
          accept=".json,.xml,application/json,application/xml,text/xml"
          disabled={saving.busy}
          onChange={() => void fromFile()}
        />
        {saving.errors.file && <span class="field-error">{saving.errors.file}</span>}
      </label>
      <AddressBar words={words} saving={saving} onGo={(from) => void fromAddress(from)} />
      <div role="status">
        {saving.busy && <Progress label={imports?.running ? schedule.stages[imports.running.stage] : schedule.working} />}
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        {taken && !saving.busy && <Outcome taken={taken} words={words} />}
      </div>
      {imports && <Sources imports={imports} words={words} />}
    </section>
  )
}

interface BarProps extends Pick<TabProps, 'words'> {
  saving: Saving
  onGo: (from: Source) => void
}

/** Asks where to read from, and for the token where one may be needed. */
function AddressBar({ words, saving, onGo }: BarProps) {
  const { schedule } = words
  const [address, setAddress] = useState('')
  const [kind, setKind] = useState<Kind>('schedule')
  const [token, setToken] = useState('')
  const go = () => onGo({ address: address.trim(), kind, ...(token.trim() && { token: token.trim() }) })
  return (
    <div class="events-bar">
      <Field
        type="url"
        label={schedule.url}
        value={address}
        error={saving.errors.address}
        maxLength={ADDRESS_CHARS_MAX}
        dir="ltr"
        placeholder="https://example.org/schedule.json"
        onInput={(typed) => setAddress(typed.currentTarget.value)}
      />
      <Select
        label={schedule.kind}
        value={kind}
        onChange={(chosen) => setKind(kinds.find((one) => one === chosen.currentTarget.value) ?? 'schedule')}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {schedule.sourceKinds[one]}
          </option>
        ))}
      </Select>
      {kind === 'pretalx' && (
        <Field
          type="password"
          label={schedule.token}
          value={token}
          maxLength={LABEL_CHARS_MAX}
          autocomplete="off"
          onInput={(typed) => setToken(typed.currentTarget.value)}
        />
      )}
      <Button busy={saving.busy} onClick={go}>
        {schedule.go}
      </Button>
    </div>
  )
}

/** How far a reading is, looked at while one runs; and where the programme comes from by itself. */
function useImports(event: EventId, isBusy: boolean): Imports | null {
  const [imports, setImports] = useState<Imports | null>(null)
  useEffect(() => {
    const look = () =>
      acts.imports(event).then(setImports, () => {
        // What was known stays.
      })
    void look()
    if (!isBusy) return
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [event, isBusy])
  return imports
}

function Outcome({ taken, words }: Pick<TabProps, 'words'> & { taken: Brought }) {
  const { schedule } = words
  if (taken === 'same') return <Notice tone="good">{schedule.same}</Notice>
  const { fresh, moved, changed, gone, unchanged, skipped, more } = taken
  const isSame = fresh + moved + changed + gone === 0
  return (
    <Notice tone={skipped.length > 0 ? 'warn' : 'good'}>
      <p>{isSame ? schedule.same : schedule.took(fresh, moved, changed, gone)}</p>
      {unchanged > 0 && !isSame && <p class="small digits">{schedule.unchanged(unchanged)}</p>}
      {skipped.length > 0 && (
        <details>
          <summary>{schedule.skipped(skipped.length + more)}</summary>
          <ul class="events-changes">
            {skipped.map(({ what, why }) => (
              <li key={`${what} ${why}`} lang="en">
                <bdi>{what}</bdi>: {why}
              </li>
            ))}
            {more > 0 && <li>{schedule.more(more)}</li>}
          </ul>
        </details>
      )}
    </Notice>
  )
}

/** Addresses that were read: how old what stands is, and why the last try failed. */
function Sources({ imports, words }: Pick<TabProps, 'words'> & { imports: Imports }) {
  const { schedule } = words
  if (imports.sources.length === 0) return null
  return (
    <ul class="events-changes small">
      {imports.sources.map(({ address, goodAt, fault }) => (
        <li key={address}>
          <span dir="ltr">{address}</span>
          <span class="quiet digits">{goodAt ? schedule.readAt(momentText(goodAt)) : schedule.neverRead}</span>
          {fault && (
            <span class="events-cancelled" lang="en">
              {fault}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
