import { useRef } from 'preact/hooks'
import { IconButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { iconCopy } from '../ui/icon.tsx'
import './copy-field.css'
import type { Teller } from './toasts.ts'
import { useWords } from './words.ts'

/** An address to take along. Browsers allow copying on secure pages alone; elsewhere the old way is tried, then the text is marked. */
export function CopyField(props: { label: string; hint?: string; text: string; teller: Teller }) {
  const { console: words } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const copy = async () => {
    const input = place.current?.querySelector('input')
    if (!input) return
    const done = await copied(props.text, input)
    props.teller.tell(done ? 'good' : 'info', done ? words.join.copied : words.join.copyByHand)
  }
  return (
    <div ref={place} class="copy">
      <Field
        label={props.label}
        hint={props.hint}
        readOnly
        dir="ltr"
        value={props.text}
        onFocus={(entered) => entered.currentTarget.select()}
      />
      <IconButton icon={iconCopy} label={words.join.copy(props.label)} onClick={copy} />
    </div>
  )
}

async function copied(text: string, input: HTMLInputElement): Promise<boolean> {
  try {
    if (!('clipboard' in navigator)) throw new Error('not a secure page')
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    input.focus()
    input.select()
    return document.execCommand('copy')
  }
}
