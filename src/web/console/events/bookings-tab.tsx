import { useEffect, useState } from 'preact/hooks'
import type { BoardView } from '../../../contract/board.schema.ts'
import type { Reply } from '../../../contract/endpoints.ts'
import { freshId } from '../../../contract/ids.ts'
import { LABEL_CHARS_MAX } from '../../../contract/limits.ts'
import type { EventId } from '../../../contract/meeting.schema.ts'
import type { BookingId, Cell, Room, Slot, TrackName } from '../../../contract/schedule.schema.ts'
import { BadgeLabel } from '../../board/badge.tsx'
import { currentDay, isOn, rowsOf } from '../../board/slots.ts'
import { useNow } from '../../board/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { type Errors, type Saving, useSaving } from '../form.ts'
import { placeIn } from '../places.ts'
import { useWords } from '../words.ts'
import { acts } from './acts.ts'
import type { TabProps } from './events-page.tsx'
import { momentText } from './shared.ts'

interface Pressed {
  readonly room: Room
  readonly slot: Slot
}

/** The table of bookings, to book, free and close by click. */
export function BookingsTab({ view, words, act }: TabProps) {
  const now = useNow(15_000)
  const [chosen, choose] = useState<string | null>(null)
  const [pressed, press] = useState<Pressed | null>(null)
  const day = view.days.find(({ key }) => key === (chosen ?? currentDay(view.days, view.event.timeZone, now))) ?? view.days[0]
  const rooms = <a href={placeIn('events', `${view.event.id}/rooms`)}>{words.tabs.rooms}</a>
  if (!day || view.cells.length === 0)
    return <EmptyState title={words.bookings.none} text={words.bookings.noneText} action={rooms} />
  const rows = rowsOf(view, day.slots)
  const cell = pressed && view.cells.find((one) => one.room === pressed.room.id && one.slot === pressed.slot.code)
  return (
    <section class="events-part">
      <p class="quiet">{words.bookings.lead}</p>
      <Doubles view={view} words={words} />
      <Tabs
        label={words.rooms.days}
        tabs={view.days.map(({ key }, at) => ({ id: String(at), label: key }))}
        chosen={String(view.days.indexOf(day))}
        onChoose={(id) => choose(view.days[Number(id)]?.key ?? null)}
      >
        <div class="events-scroll">
          <table class="events-bookings">
            <thead>
              <tr>
                <td />
                {day.slots.map((slot) => (
                  <th key={slot.code} scope="col" class={isOn(slot, now) ? 'slot-on' : undefined}>
                    <bdi>{slot.label || slot.code}</bdi>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ room, cells }) => (
                <tr key={room.id}>
                  <th scope="row">
                    <bdi>{room.name}</bdi>
                  </th>
                  {day.slots.map((slot, at) => (
                    <td key={slot.code} class={isOn(slot, now) ? 'slot-on' : undefined}>
                      <Place cell={cells[at] ?? null} at={{ room, slot }} view={view} words={words} onPress={press} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Tabs>
      {pressed && cell && (
        <PlaceDialog
          key={cell.track ?? cell.blocked}
          at={pressed}
          cell={cell}
          view={view}
          words={words}
          act={act}
          onClose={() => press(null)}
        />
      )}
    </section>
  )
}

/** A track that booked two rooms at once: allowed, and worth knowing. */
function Doubles({ view, words }: Pick<TabProps, 'view' | 'words'>) {
  const booked = new Map<string, number>()
  for (const { track, slot } of view.cells) if (track) booked.set(`${track} ${slot}`, (booked.get(`${track} ${slot}`) ?? 0) + 1)
  const doubles = [...booked].filter(([, times]) => times > 1).map(([key]) => key.split(' '))
  if (doubles.length === 0) return null
  return (
    <Notice tone="warn">
      {doubles.map(([track = '', slot = '']) => (
        <p key={track + slot}>{words.bookings.double(track, slot)}</p>
      ))}
    </Notice>
  )
}

interface PlaceProps extends Pick<TabProps, 'view' | 'words'> {
  cell: Cell | null
  at: Pressed
  onPress: (at: Pressed) => void
}

function Place({ cell, at, view, words, onPress }: PlaceProps) {
  if (cell === null) return null
  const what = cell.track ?? (cell.blocked === null ? words.bookings.free : cell.blocked || words.bookings.closed)
  return (
    <button
      type="button"
      class="events-place"
      aria-label={words.bookings.press(at.room.name, at.slot.label || at.slot.code, what)}
      onClick={() => onPress(at)}
    >
      {cell.track === null ? (
        <span class={cell.blocked === null ? 'quiet' : 'slot-blocked'}>{what}</span>
      ) : (
        <BadgeLabel track={trackOf(view, cell.track)} name={cell.track} />
      )}
    </button>
  )
}

const trackOf = (view: BoardView, name: TrackName) => view.tracks.find((track) => track.name === name) ?? null

type Claim = Reply<'bookings'>['bookings'][number]

const free = async (event: EventId, claim: Claim | null) => {
  if (claim) await acts.free(event, claim.id)
}

const isFree = (cell: Cell) => cell.track === null && cell.blocked === null

/** Who holds the place; null while that is not known, or nobody does. */
function useClaim(event: EventId, cell: Cell): Claim | null {
  const [claim, setClaim] = useState<Claim | null>(null)
  useEffect(() => {
    if (isFree(cell)) return
    acts.bookings(event).then(
      ({ bookings }) => setClaim(bookings.find((one) => one.room === cell.room && one.slot === cell.slot) ?? null),
      () => {
        // Who it was is not known then; pressing says what is wrong.
      },
    )
  }, [event, cell])
  return claim
}

/** Saves by a press, and closes the dialog when that worked. */
type Does = (known: Errors, work: () => Promise<unknown>) => () => Promise<void>

interface DialogProps extends Pick<TabProps, 'view' | 'words' | 'act'> {
  at: Pressed
  cell: Cell
  onClose: () => void
}

function PlaceDialog({ at, cell, view, words, onClose }: DialogProps) {
  const { common } = useWords()
  const saving = useSaving(
    () => 'track',
    (refusal) => (refusal.code === 'slot-taken' ? words.bookings.taken : null),
  )
  const { id: event } = view.event
  const claim = useClaim(event, cell)
  const does: Does = (known, work) => async () => {
    if (await saving.save(known, async () => void (await work()))) onClose()
  }
  return (
    <Dialog
      open
      title={words.bookings.title(at.room.name, at.slot.label || at.slot.code)}
      closeLabel={common.close}
      onClose={onClose}
    >
      {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
      {isFree(cell) && <FreePlace at={at} view={view} words={words} saving={saving} does={does} />}
      {cell.track !== null && (
        <div class="form">
          <p>
            <BadgeLabel track={trackOf(view, cell.track)} name={cell.track} />
          </p>
          {claim?.by && <p class="quiet">{words.bookings.by(claim.by, momentText(claim.madeAt, view.event.timeZone))}</p>}
          <Button kind="danger" busy={saving.busy} disabled={claim === null} onClick={does({}, () => free(event, claim))}>
            {words.bookings.unbook}
          </Button>
        </div>
      )}
      {cell.track === null && cell.blocked !== null && (
        <div class="form">
          <p>{cell.blocked || words.bookings.closed}</p>
          <Button kind="primary" busy={saving.busy} disabled={claim === null} onClick={does({}, () => free(event, claim))}>
            {words.bookings.reopen}
          </Button>
        </div>
      )}
    </Dialog>
  )
}

interface FreeProps extends Pick<TabProps, 'view' | 'words'> {
  at: Pressed
  saving: Saving
  does: Does
}

/** Books the place for a track, or closes it. */
function FreePlace({ at, view, words, saving, does }: FreeProps) {
  // The same booking however often it is sent.
  const [id] = useState(() => freshId<BookingId>(Date.now()))
  const [track, setTrack] = useState<string>('')
  const [why, setWhy] = useState('')
  const { id: event } = view.event
  const where = { room: at.room.id, slot: at.slot.code }
  return (
    <div class="form">
      <Select
        label={words.bookings.track}
        value={track}
        error={saving.errors.track}
        onChange={(chosen) => setTrack(chosen.currentTarget.value)}
      >
        <option value="">{words.bookings.choose}</option>
        {view.tracks.map(({ name, title }) => (
          <option key={name} value={name}>
            {title || name}
          </option>
        ))}
      </Select>
      <Button
        kind="primary"
        busy={saving.busy}
        onClick={does({ track: track === '' ? words.bookings.choose : undefined }, () =>
          acts.book(event, id, { ...where, track: track as TrackName }),
        )}
      >
        {words.bookings.book}
      </Button>
      <Field
        label={words.bookings.why}
        value={why}
        maxLength={LABEL_CHARS_MAX}
        dir="auto"
        onInput={(typed) => setWhy(typed.currentTarget.value)}
      />
      <Button onClick={does({}, () => acts.block(event, id, { ...where, why: why.trim() }))}>{words.bookings.close}</Button>
    </div>
  )
}
