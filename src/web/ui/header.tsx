import type { ComponentChildren } from 'preact'
import './header.css'
import { Wordmark } from './mark.tsx'

/** The console's and the home page's upper edge: where one is, where one can go, what one can do. */
export function Header(props: {
  homeLabel: string
  skipLabel: string
  /** What is open, such as the meeting's title. */
  title?: string
  nav?: ComponentChildren
  actions?: ComponentChildren
}) {
  return (
    <header class="header">
      <a class="skip" href="#main">
        {props.skipLabel}
      </a>
      <a class="header-home" href="/" aria-label={props.homeLabel}>
        <Wordmark />
      </a>
      {props.title && (
        <p class="header-title">
          <bdi>{props.title}</bdi>
        </p>
      )}
      {props.nav && <nav class="header-nav">{props.nav}</nav>}
      <div class="header-actions">{props.actions}</div>
    </header>
  )
}
