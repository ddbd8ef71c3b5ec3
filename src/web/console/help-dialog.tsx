import { Dialog } from '../ui/dialog.tsx'
import './help-dialog.css'
import { useWords } from './words.ts'

/** The keys that do something here. */
export function HelpDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { console: words, common } = useWords()
  const { keys } = words
  const rows: [keys: string[], said: string][] = [
    [[keys.space, 'Enter'], keys.primary],
    [['↑', '↓'], keys.rows],
    [[`${keys.alt} + ↑`, `${keys.alt} + ↓`], keys.move],
    [['→', 'PageDown'], words.desk.keys.onward],
    [['←', 'PageUp'], words.desk.keys.backward],
    [['/'], keys.search],
    [['?'], keys.help],
  ]
  return (
    <Dialog open={open} title={keys.title} closeLabel={common.close} onClose={onClose}>
      <dl class="keys">
        {rows.map(([names, said]) => (
          <div key={said} class="keys-row">
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
