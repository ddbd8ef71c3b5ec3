import { useCallback, useEffect, useState } from 'preact/hooks'
import type { SettingsView } from '../../../contract/settings.schema.ts'
import type { SettingsWords } from '../../../words/settings/en.ts'
import { Toasts } from '../../ui/notice.tsx'
import { ask } from '../door.ts'
import { Failed, Loading } from '../lone.tsx'
import { consoleHome, placeIn } from '../places.ts'
import { useLookAgain } from '../standing.ts'
import { useToasts } from '../toasts.ts'
import { useWords } from '../words.ts'
import { ChangeLog } from './change-log.tsx'
import { SettingsForm } from './settings-form.tsx'
import './settings.css'

/** All settings of the instance, saved as a whole, and the log of their changes. */
export function SettingsPage({ words }: { words: SettingsWords }) {
  const { common } = useWords()
  const [view, setView] = useState<SettingsView | null>(null)
  const [failed, setFailed] = useState(false)
  const lookAgain = useLookAgain()
  const teller = useToasts()
  const load = useCallback(async () => {
    setFailed(false)
    try {
      setView(await ask('settings', undefined))
    } catch {
      setFailed(true)
    }
  }, [])
  useEffect(() => void load(), [load])
  const changed = (next: SettingsView, said: string) => {
    setView(next)
    teller.tell('good', said)
    lookAgain()
    const path = `/${next.values.home.consolePath}`
    // The page this one came from is no more: on from where it is now.
    if (path !== consoleHome) location.replace(placeIn('settings').replace(consoleHome, path))
  }
  if (failed) return <Failed onAgain={load} />
  if (!view) return <Loading />
  return (
    <main class="settings" id="main">
      <header class="settings-head">
        <h1>{words.title}</h1>
        <p class="quiet">{words.lead}</p>
      </header>
      <SettingsForm view={view} words={words} onSaved={(next) => changed(next, words.form.saved)} />
      <ChangeLog view={view} words={words} onUndone={(next) => changed(next, words.log.undone)} teller={teller} />
      <Toasts toasts={teller.toasts} closeLabel={common.close} onClose={teller.close} />
    </main>
  )
}
