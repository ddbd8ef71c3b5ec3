import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { IconButton } from '../ui/button.tsx'
import { Icon, iconCross } from '../ui/icon.tsx'
import { AccentChoice } from './accent-choice.tsx'
import { iconMenu } from './icons.ts'
import './nav.css'
import { consolePages, isOpenTo } from './pages.ts'
import { placeIn } from './places.ts'
import { SearchBox } from './search-box.tsx'
import { useShortcut } from './shortcuts.ts'
import { useStanding } from './standing.ts'
import { useWords } from './words.ts'

const NAV = 'console-nav'

/** Opens the navigation where it has no room of its own. */
export function NavButton() {
  const { console: words } = useWords()
  return (
    <button
      type="button"
      class="icon-button nav-open"
      aria-label={words.places.menu}
      title={words.places.menu}
      popovertarget={NAV}
    >
      <Icon path={iconMenu} />
    </button>
  )
}

/**
 * Every page there is for whoever asks, and the search. One list for all screens: beside the page where that is wide enough, else in the
 * browser's top layer, which Escape and a press elsewhere close. `own`: what the header has no room for.
 */
export function ConsoleNav({ at, own }: { at: string | undefined; own: ComponentChildren }) {
  const { console: words, common } = useWords()
  const standing = useStanding()
  const nav = useRef<HTMLElement>(null)
  const box = useRef<HTMLInputElement>(null)
  const [wanted, setWanted] = useState('')
  useShortcut('search', () => {
    // Beside the page it is no popover, and cannot be opened.
    if (nav.current && getComputedStyle(nav.current).position === 'fixed') nav.current.showPopover()
    box.current?.focus()
  })
  useEffect(() => {
    const opened = (toggled: Event) => {
      if ((toggled as ToggleEvent).newState === 'open') nav.current?.querySelector<HTMLElement>('a, input')?.focus()
    }
    nav.current?.addEventListener('toggle', opened)
    return () => nav.current?.removeEventListener('toggle', opened)
  }, [])
  return (
    <nav ref={nav} id={NAV} class="nav" popover="auto" aria-label={words.places.label}>
      <div class="nav-head">
        <SearchBox inputRef={box} wanted={wanted} onWanted={setWanted} />
        <span class="nav-close">
          <IconButton icon={iconCross} label={common.close} onClick={() => nav.current?.hidePopover()} />
        </span>
      </div>
      {wanted.trim() === '' && (
        <ul class="nav-list">
          {consolePages
            .filter((page) => isOpenTo(page, standing))
            .map((page) => (
              <li key={page.path}>
                <a href={placeIn(page.path)} aria-current={page.path === at ? 'page' : undefined}>
                  <Icon path={page.icon} />
                  {page.title(words.places)}
                </a>
              </li>
            ))}
        </ul>
      )}
      {wanted.trim() === '' && <AccentChoice />}
      {own && <div class="nav-own">{own}</div>}
    </nav>
  )
}
