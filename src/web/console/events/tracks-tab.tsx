import { useId, useState } from 'preact/hooks'
import type { BoardTrack } from '../../../contract/board.schema.ts'
import { ADDRESS_CHARS_MAX, LABEL_CHARS_MAX } from '../../../contract/limits.ts'
import type { TrackName } from '../../../contract/schedule.schema.ts'
import { BadgeLabel } from '../../board/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { iconEdit, iconPlus, iconTrash } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Confirm, type Question } from '../confirm.tsx'
import { firstWrong, useSaving } from '../form.ts'
import { useWords } from '../words.ts'
import { acts } from './acts.ts'
import type { TabProps } from './events-page.tsx'
import { isLink } from './shared.ts'
import { TextDialog } from './text-dialog.tsx'

const NAMES_CHARS_MAX = 2_000
const isName = (name: string) => /^(?=.*\p{L})[\p{L}\p{N}][\p{L}\p{N}_.+-]{0,39}$/u.test(name)
const namesIn = (text: string) => text.split(/[\s,]+/).flatMap((name) => name.replace(/^#/, '').toLowerCase() || [])

/** All tracks: names, colours, links. */
export function TracksTab({ view, words, act }: TabProps) {
  const [isAdding, add] = useState(false)
  const [editing, edit] = useState<BoardTrack | null>(null)
  const [question, ask] = useState<Question | null>(null)
  const { id: event } = view.event
  const drop = (track: BoardTrack) =>
    ask({
      title: `${words.tracks.drop}: ${track.title || track.name}`,
      text: words.tracks.dropText(track.title || track.name),
      go: words.tracks.drop,
      danger: true,
      onGo: () => void act(() => acts.dropTrack(event, track.name)),
    })
  const addButton = (
    <Button kind="primary" icon={iconPlus} onClick={() => add(true)}>
      {words.tracks.add}
    </Button>
  )
  return (
    <section class="events-part">
      <p class="quiet">{words.tracks.lead}</p>
      {view.tracks.length === 0 ? (
        <EmptyState title={words.tracks.none} text={words.tracks.noneText} action={addButton} />
      ) : (
        <>
          <div>{addButton}</div>
          <TrackTable tracks={view.tracks} words={words} onEdit={edit} onDrop={drop} />
        </>
      )}
      {isAdding && <AddDialog event={event} words={words} onClose={() => add(false)} />}
      {editing && <TrackDialog event={event} track={editing} words={words} onClose={() => edit(null)} />}
      <Confirm question={question} onClose={() => ask(null)} />
    </section>
  )
}

interface TableProps extends Pick<TabProps, 'words'> {
  tracks: readonly BoardTrack[]
  onEdit: (track: BoardTrack) => void
  onDrop: (track: BoardTrack) => void
}

function TrackTable({ tracks, words, onEdit, onDrop }: TableProps) {
  const { columns } = words.tracks
  return (
    <table class="stacked events-tracks">
      <thead>
        <tr>
          <th scope="col">{columns.track}</th>
          <th scope="col">{columns.title}</th>
          <th scope="col">{columns.link}</th>
          <th scope="col">{columns.notes}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {tracks.map((track) => (
          <tr key={track.name}>
            <th scope="row" data-label={columns.track}>
              <BadgeLabel track={{ ...track, title: '' }} name={track.name} />
            </th>
            <td data-label={columns.title}>{track.title && <bdi>{track.title}</bdi>}</td>
            <td data-label={columns.link}>{track.link && <a href={track.link}>{track.link}</a>}</td>
            <td data-label={columns.notes}>{track.etherpad && <a href={track.etherpad}>{track.etherpad}</a>}</td>
            <td>
              <span class="events-row-acts">
                <Button icon={iconEdit} onClick={() => onEdit(track)}>
                  {words.tracks.edit}
                  <span class="unseen"> {track.name}</span>
                </Button>
                <IconButton icon={iconTrash} label={`${words.tracks.drop} ${track.name}`} onClick={() => onDrop(track)} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DialogProps extends Pick<TabProps, 'words'> {
  event: TabProps['view']['event']['id']
  onClose: () => void
}

function AddDialog({ event, words, onClose }: DialogProps) {
  return (
    <TextDialog
      asked={{
        title: words.tracks.add,
        label: words.tracks.names,
        hint: words.tracks.namesHint,
        text: '',
        charsMax: NAMES_CHARS_MAX,
        go: words.tracks.add,
        check: (text) => {
          const unfit = namesIn(text).find((name) => !isName(name))
          return unfit === undefined ? undefined : words.tracks.namesUnfit(unfit)
        },
        save: (text) => acts.addTracks(event, namesIn(text) as TrackName[]),
      }}
      onClose={onClose}
    />
  )
}

const draftOf = ({ title, color, link, etherpad }: BoardTrack) => ({
  title,
  color: color as string,
  link: link ?? '',
  etherpad: etherpad ?? '',
})

function TrackDialog({ event, track, words, onClose }: DialogProps & { track: BoardTrack }) {
  const { common } = useWords()
  const form = useId()
  const [draft, setDraft] = useState(() => draftOf(track))
  const saving = useSaving()
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const target = sent.currentTarget as HTMLFormElement
    const given = { ...draft, title: draft.title.trim(), link: draft.link.trim(), etherpad: draft.etherpad.trim() }
    const unfit = (text: string) => (text !== '' && !isLink(text) ? words.tracks.unfitLink : undefined)
    const saved = await saving.save({ link: unfit(given.link), etherpad: unfit(given.etherpad) }, async () => {
      await acts.changeTrack(event, track.name, { ...given, link: given.link || null, etherpad: given.etherpad || null })
    })
    if (saved) onClose()
    else firstWrong(target)
  }
  const part = (name: keyof typeof draft) => ({
    value: draft[name],
    error: saving.errors[name],
    onInput: (typed: { currentTarget: { value: string } }) => setDraft({ ...draft, [name]: typed.currentTarget.value }),
  })
  return (
    <Dialog
      open
      title={words.tracks.editTitle(track.name)}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <button type="submit" form={form} class="button button-primary" aria-busy={saving.busy}>
            <span class="button-face">{common.save}</span>
          </button>
        </>
      }
    >
      <form id={form} class="form" noValidate onSubmit={submit}>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        <Field
          label={words.tracks.titleField}
          hint={words.tracks.titleHint}
          maxLength={LABEL_CHARS_MAX}
          dir="auto"
          {...part('title')}
        />
        <Field type="color" label={words.tracks.color} {...part('color')} />
        <p>
          <BadgeLabel track={{ ...track, title: draft.title, color: draft.color }} name={track.name} />
        </p>
        <Field
          type="url"
          label={words.tracks.link}
          hint={words.tracks.linkHint}
          maxLength={ADDRESS_CHARS_MAX}
          {...part('link')}
        />
        <Field
          type="url"
          label={words.tracks.etherpad}
          hint={words.tracks.etherpadHint}
          maxLength={ADDRESS_CHARS_MAX}
          {...part('etherpad')}
        />
      </form>
    </Dialog>
  )
}
