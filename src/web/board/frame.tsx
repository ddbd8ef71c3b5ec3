import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { BoardView } from '../../contract/board.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { type Language, languages } from '../../words/languages.ts'
import { rememberLanguage } from '../lib/language.ts'
import { homePath } from '../lib/paths.ts'
import { ConnectionLine } from '../ui/connection-line.tsx'
import { Header } from '../ui/header.tsx'
import { LanguageSelect } from '../ui/language-select.tsx'
import { ThemeToggle } from '../ui/theme-toggle.tsx'
import '../ui/ways.css'
import { timeFormat } from './formats.ts'
import { Notices } from './notices.tsx'
import { type BoardPage, boardPages, boardPath } from './place.ts'
import { agoText, clockText } from './times.ts'
import { TipLayer } from './tip.tsx'
import type { Board } from './use-board.ts'
import { useNow } from './use-now.ts'
import { useWords } from './words.ts'

const CATCHING_UP_MS = 2_000

interface FrameProps {
  event: EventId
  page: BoardPage
  board: Board
  children: ComponentChildren
}

/** What stands around every page of an event's day: its name, the way to the others, notices, and how fresh it all is. */
export function Frame({ event, page, board, children }: FrameProps) {
  const { board: words, common, language } = useWords()
  return (
    <div class="day">
      <ConnectionLine state={useSteady(board.status)} words={words.fresh} />
      <Header
        homeLabel={common.home}
        skipLabel={common.skipToContent}
        actions={<LanguageSelect label={common.language} languages={languages} chosen={language} onChoose={switchTo} />}
      />
      <nav ref={showCurrent} class="ways day-nav" aria-label={words.pages.label}>
        {boardPages.map((one) => (
          <a key={one} href={boardPath(event, one)} aria-current={one === page ? 'page' : undefined}>
            {words.pages[one || 'board']}
          </a>
        ))}
      </nav>
      <main id="main" class="day-main">
        {board.view && <Notices notices={board.view.notices} />}
        {children}
      </main>
      {board.view && <Freshness view={board.view} board={board} />}
      <footer class="day-foot">
        <a href={homePath}>{words.home}</a>
        <ThemeToggle words={common.theme} />
      </footer>
      <TipLayer />
    </div>
  )
}

/** A line that is taken up within a moment, as at the start, is nothing to read about, and moves nothing on the page. */
function useSteady(status: Board['status']): Board['status'] {
  const [shown, show] = useState<Board['status']>('live')
  useEffect(() => {
    if (status !== 'catching-up') return show(status)
    const timer = setTimeout(() => show(status), CATCHING_UP_MS)
    return () => clearTimeout(timer)
  }, [status])
  return shown
}

/** On a phone the row of pages is longer than the screen. */
function showCurrent(nav: HTMLElement | null): void {
  const current = nav?.querySelector<HTMLElement>('[aria-current]')
  if (nav && current) nav.scrollLeft = current.offsetLeft - nav.clientWidth / 2 + current.offsetWidth / 2
}

/** When anything last changed, and whether we would know. */
function Freshness({ view, board }: { view: BoardView; board: Board }) {
  const { board: words, language } = useWords()
  const now = useNow(20_000)
  const { timeZone } = view.event
  const ago = agoText(view.changedAt, now, language) ?? words.fresh.justNow
  const full = timeFormat(language, { dateStyle: 'medium', timeStyle: 'long', timeZone }).format(new Date(view.changedAt))
  return (
    <aside class="fresh digits" aria-label={words.fresh.title}>
      <span class={`fresh-state fresh-${board.status}`}>
        {board.lostMs === null ? words.fresh.live : words.fresh.lost(clockText(board.lostMs, timeZone, language))}
      </span>
      <time dateTime={view.changedAt} title={full}>
        {words.fresh.changed(ago)}
      </time>
    </aside>
  )
}

/** The address asks for a language before the cookie does: it must not ask for the old one. */
function switchTo(language: Language): void {
  rememberLanguage(language)
  const address = new URL(location.href)
  address.searchParams.delete('lang')
  location.replace(address)
}
