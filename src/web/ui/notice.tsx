import type { ComponentChildren } from 'preact'
import { IconButton } from './button.tsx'
import { Icon, iconCross, iconInfo, iconTick, iconWarn } from './icon.tsx'
import './notice.css'

export type Tone = 'good' | 'warn' | 'bad' | 'info'

const icons: Record<Tone, string> = { good: iconTick, warn: iconWarn, bad: iconWarn, info: iconInfo }

/** Something to know, standing where it matters. Not a live region by itself: put it into `Toasts` when it has to be heard. */
export function Notice(props: { tone: Tone; children: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class={`notice notice-${props.tone}`}>
      <Icon path={icons[props.tone]} />
      <div class="notice-words">{props.children}</div>
      {props.action}
    </div>
  )
}

export interface Toast {
  id: string
  tone: Tone
  text: string
  action?: ComponentChildren
}

/** Short messages at the lower edge, said once and politely. Draw it always, also empty: a live region must stand before it speaks. */
export function Toasts(props: { toasts: readonly Toast[]; closeLabel: string; onClose: (id: string) => void }) {
  return (
    <div class="toasts" role="status">
      {props.toasts.map((toast) => (
        <Notice
          key={toast.id}
          tone={toast.tone}
          action={
            <>
              {toast.action}
              <IconButton icon={iconCross} label={props.closeLabel} onClick={() => props.onClose(toast.id)} />
            </>
          }
        >
          {toast.text}
        </Notice>
      ))}
    </div>
  )
}
