import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../../contract/endpoints.ts'
import type { Consent } from '../../../contract/privacy.schema.ts'
import type { SettingsChange, SettingsChangeId, SettingsView } from '../../../contract/settings.schema.ts'
import type { SettingsWords } from '../../../words/settings/en.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { iconUndo } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ask, refusedBy } from '../door.ts'
import type { Teller } from '../toasts.ts'
import { useWords } from '../words.ts'
import type { SettingPath } from './draft.ts'

interface LogProps {
  /** The settings that hold; the log is read anew when they change. */
  view: SettingsView
  words: SettingsWords
  teller: Teller
  onUndone: (view: SettingsView) => void
}

/** Who changed what, from what, and when. The last change of each setting can be undone. */
export function ChangeLog({ view, words, teller, onUndone }: LogProps) {
  const { console: all, common } = useWords()
  const { list, failed, load, older } = useChanges(view)
  const undo = async (change: SettingsChange) => {
    try {
      onUndone(await ask('undoSettingsChange', { change: change.id }))
    } catch (error) {
      const refusal = refusedBy(error)
      teller.tell('bad', refusal?.code === 'conflict' ? words.log.late : (refusal?.message ?? all.failed.offline))
      void load()
    }
  }
  return (
    <section class="settings-log" aria-labelledby="settings-log">
      <div>
        <h2 id="settings-log">{words.log.title}</h2>
        <p class="quiet small">{words.log.text}</p>
      </div>
      {failed && (
        <Notice tone="bad" action={<Button onClick={load}>{common.tryAgain}</Button>}>
          {all.failed.offline}
        </Notice>
      )}
      {list?.changes.length === 0 && <EmptyState title={words.log.empty} />}
      {list && list.changes.length > 0 && <ChangeTable changes={list.changes} words={words} onUndo={undo} />}
      {list?.next && (
        <div>
          <Button onClick={older}>{words.log.more}</Button>
        </div>
      )}
    </section>
  )
}

type List = Reply<'settingsChanges'>

function useChanges(view: SettingsView) {
  const [list, setList] = useState<List | null>(null)
  const [failed, setFailed] = useState(false)
  const read = useCallback(async (after: SettingsChangeId | undefined) => {
    setFailed(false)
    try {
      const told = await ask('settingsChanges', { after })
      setList((known) => (after ? { ...told, changes: [...(known?.changes ?? []), ...told.changes] } : told))
    } catch {
      setFailed(true)
    }
  }, [])
  const load = useCallback(() => read(undefined), [read])
  useEffect(() => void load(), [load, view])
  return { list, failed, load, older: () => void read(list?.next ?? undefined) }
}

function ChangeTable(props: {
  changes: readonly SettingsChange[]
  words: SettingsWords
  onUndo: (change: SettingsChange) => void
}) {
  const { words } = props
  const { log } = words
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <table class="stacked">
      <thead>
        <tr>
          {[log.at, log.by, log.setting, log.before, log.after].map((said) => (
            <th key={said} scope="col">
              {said}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {props.changes.map((change) => (
          <tr key={change.id}>
            <td data-label={log.at}>
              <time dateTime={change.at}>{time.format(new Date(change.at))}</time>
            </td>
            <td data-label={log.by}>{change.by === null ? log.system : <bdi>{change.by}</bdi>}</td>
            <th scope="row" data-label={log.setting}>
              {nameOf(change, words)}
            </th>
            <td data-label={log.before}>{said(change, change.before, words)}</td>
            <td data-label={log.after}>{said(change, change.after, words)}</td>
            <td>
              {change.undoable && (
                <Button icon={iconUndo} onClick={() => props.onUndo(change)}>
                  {log.undo}
                  <span class="unseen"> ({log.undoOf(nameOf(change, words))})</span>
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const nameOf = ({ path }: SettingsChange, words: SettingsWords): string =>
  words.keys[path as SettingPath]?.label ?? `${words.log.gone} (${path})`

const LINES_SHOWN_MAX = 5

/** A value in words; of a secret only whether there was one. */
function said({ path, secret }: SettingsChange, value: SettingsChange['after'], words: SettingsWords): string {
  const { log } = words
  if (secret) return value === true ? log.secretSet : log.secretNone
  if (value === null || value === '') return log.nothing
  if (typeof value === 'boolean') return value ? log.on : log.off
  if (!Array.isArray(value)) return String(value)
  if (value.length === 0) return log.nothing
  if (path === 'accounts.consents')
    return (value as unknown as Consent[]).map(({ text, version }) => `${text} (${version})`).join(' · ')
  const names =
    path === 'parts.on' ? value.map((part) => words.parts[part as keyof SettingsWords['parts']]?.label ?? part) : value
  return names.slice(0, LINES_SHOWN_MAX).join(', ') + (names.length > LINES_SHOWN_MAX ? ', …' : '')
}
