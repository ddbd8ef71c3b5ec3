import { useId, useState } from 'preact/hooks'
import type { Notice as NoticeGiven } from '../../../contract/board.schema.ts'
import { freshId } from '../../../contract/ids.ts'
import { NOTICE_CHARS_MAX } from '../../../contract/limits.ts'
import { noticePieces } from '../../board/said.ts'
import { Said } from '../../board/said.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Select, TextArea } from '../../ui/field.tsx'
import { iconDown, iconPlus, iconTrash } from '../../ui/icon.tsx'
import { Notice, type Tone } from '../../ui/notice.tsx'
import { Confirm, type Question } from '../confirm.tsx'
import { firstWrong, useSaving } from '../form.ts'
import { iconUp } from '../icons.ts'
import { useWords } from '../words.ts'
import { acts } from './acts.ts'
import type { TabProps } from './events-page.tsx'

const levels = ['info', 'success', 'warning', 'danger'] as const
const tones: Record<NoticeGiven['level'], Tone> = { info: 'info', success: 'good', warning: 'warn', danger: 'bad' }

/** The notices of the day, in their order. */
export function NoticesTab({ view, words, act }: TabProps) {
  const [isAdding, add] = useState(false)
  const [question, ask] = useState<Question | null>(null)
  const { notices } = view
  const { id: event } = view.event
  const keep = (ids: readonly string[]) => void act(() => acts.keepNotices(event, ids))
  const moved = (at: number, to: number) => {
    const ids = notices.map(({ id }) => id)
    const [id] = ids.splice(at, 1)
    if (id) ids.splice(to, 0, id)
    keep(ids)
  }
  const addButton = (
    <Button kind="primary" icon={iconPlus} onClick={() => add(true)}>
      {words.notices.add}
    </Button>
  )
  const clear = () =>
    ask({
      title: words.notices.clear,
      text: words.notices.clearText,
      go: words.notices.clear,
      danger: true,
      onGo: () => keep([]),
    })
  return (
    <section class="events-part">
      <p class="quiet">{words.notices.lead}</p>
      {notices.length === 0 ? (
        <EmptyState title={words.notices.none} text={words.notices.noneText} action={addButton} />
      ) : (
        <div class="events-bar">
          {addButton}
          <Button onClick={clear}>{words.notices.clear}</Button>
        </div>
      )}
      <ol class="events-notices">
        {notices.map((notice, at) => (
          <li key={notice.id}>
            <Notice
              tone={tones[notice.level]}
              action={
                <>
                  <IconButton icon={iconUp} label={words.notices.up} disabled={at === 0} onClick={() => moved(at, at - 1)} />
                  <IconButton
                    icon={iconDown}
                    label={words.notices.down}
                    disabled={at === notices.length - 1}
                    onClick={() => moved(at, at + 1)}
                  />
                  <IconButton
                    icon={iconTrash}
                    label={words.notices.drop}
                    onClick={() => keep(notices.filter(({ id }) => id !== notice.id).map(({ id }) => id))}
                  />
                </>
              }
            >
              <span class="unseen">{words.notices.levels[notice.level]}: </span>
              <Said pieces={noticePieces(notice.text)} />
            </Notice>
          </li>
        ))}
      </ol>
      {isAdding && <NoticeDialog event={event} words={words} onClose={() => add(false)} />}
      <Confirm question={question} onClose={() => ask(null)} />
    </section>
  )
}

interface DialogProps extends Pick<TabProps, 'words'> {
  event: TabProps['view']['event']['id']
  onClose: () => void
}

function NoticeDialog({ event, words, onClose }: DialogProps) {
  const { console: all, common } = useWords()
  const form = useId()
  // The same notice however often it is sent.
  const [id] = useState(() => freshId<string>(Date.now()))
  const [level, setLevel] = useState<NoticeGiven['level']>('info')
  const [text, setText] = useState('')
  const saving = useSaving(() => 'text')
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const target = sent.currentTarget as HTMLFormElement
    const given = text.trim().replace(/\s+/g, ' ')
    const saved = await saving.save({ text: given === '' ? all.form.required : undefined }, async () => {
      await acts.addNotice(event, { id, level, text: given })
    })
    if (saved) onClose()
    else firstWrong(target)
  }
  return (
    <Dialog
      open
      title={words.notices.add}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <button type="submit" form={form} class="button button-primary" aria-busy={saving.busy}>
            <span class="button-face">{words.notices.add}</span>
          </button>
        </>
      }
    >
      <form id={form} class="form" noValidate onSubmit={submit}>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        <Select
          label={words.notices.level}
          value={level}
          onChange={(chosen) => setLevel(levels.find((one) => one === chosen.currentTarget.value) ?? 'info')}
        >
          {levels.map((one) => (
            <option key={one} value={one}>
              {words.notices.levels[one]}
            </option>
          ))}
        </Select>
        <TextArea
          label={words.notices.text}
          hint={words.notices.textHint}
          error={saving.errors.text}
          maxLength={NOTICE_CHARS_MAX}
          dir="auto"
          value={text}
          onInput={(typed) => setText(typed.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
