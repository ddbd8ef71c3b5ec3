import { useEffect, useRef, useState } from 'preact/hooks'
import type { SettingsView } from '../../../contract/settings.schema.ts'
import type { SettingsWords } from '../../../words/settings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ask } from '../door.ts'
import { type Errors, firstWrong, useSaving } from '../form.ts'
import { changedPaths, type Draft, draftOf, faultAt, patchOf, type SettingPath, settingPaths, type Typed } from './draft.ts'
import { SettingField } from './setting-field.tsx'

interface FormProps {
  view: SettingsView
  words: SettingsWords
  onSaved: (view: SettingsView) => void
}

/** Each field is checked as soon as somebody has left it, all of them before saving, and once more by the server, which names the field. */
export function SettingsForm({ view, words, onSaved }: FormProps) {
  const [draft, setDraft] = useDraft(view)
  const [left, setLeft] = useState<ReadonlySet<SettingPath>>(new Set())
  const saving = useSaving(fieldOf)
  const changes = changedPaths(view, draft)
  const groups = Object.entries(words.groups) as [keyof SettingsWords['groups'], { title: string; text: string }][]
  useAddressed()
  useWarning(changes.length > 0)
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    setLeft(new Set(settingPaths))
    const wrong: Errors = Object.fromEntries(changes.map((path) => [path, faultAt(path, draft, words)]))
    const saved = await saving.save(wrong, async () => {
      const next = await ask('changeSettings', undefined, patchOf(view, draft))
      setLeft(new Set())
      setDraft(draftOf(next))
      onSaved(next)
    })
    if (!saved) firstWrong(form)
  }
  const type = (path: SettingPath) => (typed: Typed) => setDraft({ ...draft, [path]: typed })
  const errorAt = (path: SettingPath) =>
    (left.has(path) && changes.includes(path) ? faultAt(path, draft, words) : undefined) ?? saving.errors[path]
  return (
    <form class="settings-form" noValidate onSubmit={submit}>
      {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
      {groups.map(([group, said]) => (
        <section key={group} class="settings-group" aria-labelledby={`group-${group}`}>
          <div>
            <h2 id={`group-${group}`}>{said.title}</h2>
            <p class="quiet small">{said.text}</p>
          </div>
          <div class="settings-fields">
            {settingPaths
              .filter((path) => path.startsWith(`${group}.`))
              .map((path) => (
                <div key={path} id={path} class="setting" onFocusOut={() => setLeft(new Set([...left, path]))}>
                  <SettingField
                    path={path}
                    view={view}
                    typed={draft[path]}
                    error={errorAt(path)}
                    words={words}
                    onType={type(path)}
                  />
                </div>
              ))}
          </div>
        </section>
      ))}
      <div class={changes.length > 0 ? 'settings-save settings-unsaved' : 'settings-save'}>
        <p class="small" role="status">
          {changes.length > 0 ? words.form.changes(changes.length) : words.form.unchanged}
        </p>
        {changes.length > 0 && <Button onClick={() => setDraft(draftOf(view))}>{words.form.discard}</Button>}
        <Button kind="primary" type="submit" busy={saving.busy}>
          {words.form.save}
        </Button>
      </div>
    </form>
  )
}

/** What is typed; when something else changed a setting meanwhile, as an undoing does, what is unsaved stays. */
function useDraft(view: SettingsView): [Draft, (draft: Draft) => void] {
  const [draft, setDraft] = useState<Draft>(() => draftOf(view))
  const before = useRef(view)
  useEffect(() => {
    const known = before.current
    before.current = view
    if (known === view) return
    setDraft((typed) => {
      const unsaved = changedPaths(known, typed).map((path) => [path, typed[path]])
      return { ...draftOf(view), ...Object.fromEntries(unsaved) }
    })
  }, [view])
  return [draft, setDraft]
}

/** `body.accounts.allowedAddresses.3` is the field of `accounts.allowedAddresses`. */
const fieldOf = (path: string): string => path.split('.').slice(1, 3).join('.')

/** The search leads to one setting by its path behind the #. */
function useAddressed(): void {
  useEffect(() => {
    const to = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!to?.classList.contains('setting')) return
    to.scrollIntoView({ block: 'center' })
    to.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true })
  }, [])
}

/** Whoever leaves with something unsaved is asked by the browser. */
function useWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return
    const warn = (leaving: BeforeUnloadEvent) => leaving.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isUnsaved])
}
