import type { ComponentChildren } from 'preact'
import './empty-state.css'
import { Mark } from './mark.tsx'

/** What an empty list says, with its first action. */
export function EmptyState(props: { title: string; text?: string; action?: ComponentChildren }) {
  return (
    <div class="empty">
      <Mark />
      <p class="empty-title">{props.title}</p>
      {props.text && <p class="quiet">{props.text}</p>}
      {props.action}
    </div>
  )
}
