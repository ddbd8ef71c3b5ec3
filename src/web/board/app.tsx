import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { BoardView } from '../../contract/board.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { homePath } from '../lib/paths.ts'
import { openSocket } from '../lib/socket.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { BoardPage } from './board-page.tsx'
import { Frame } from './frame.tsx'
import { lazyPage } from './lazy.tsx'
import { type BoardPage as PageName, signageWish } from './place.ts'
import { type Board, useBoard } from './use-board.ts'
import { useWords } from './words.ts'

const socket = openSocket()

interface AppProps {
  event: EventId
  page: PageName
  /** Asked for before anything was drawn. */
  first: Promise<BoardView>
}

/** The page that the address means, over the one board they all follow. */
export function App({ event, page, first }: AppProps) {
  const { board: words } = useWords()
  const board = useBoard(socket, event, first)
  const { view } = board
  useEffect(() => {
    if (view) document.title = `${words.pages[page || 'board']} · ${view.event.title}`
  }, [view?.event.title, page])
  if (page === 'signage') return view ? <Wall event={event} board={board} view={view} wish={wish} /> : <Bare board={board} />
  return (
    <Frame event={event} page={page} board={board}>
      {view ? <Page page={page} view={view} /> : <Waiting board={board} />}
    </Frame>
  )
}

const wish = signageWish(location.search)
const Wall = lazyPage(async () => (await import('./signage.tsx')).Signage)
const Etherpads = lazyPage(async () => (await import('./etherpads-page.tsx')).EtherpadsPage)
const Presence = lazyPage(async () => (await import('./presence-page.tsx')).PresencePage)
const Links = lazyPage(async () => (await import('./links-page.tsx')).LinksPage)

function Page({ page, view }: { page: Exclude<PageName, 'signage'>; view: BoardView }) {
  switch (page) {
    case '':
      return <BoardPage view={view} />
    case 'etherpads':
      return <Etherpads view={view} />
    case 'presence':
      return <Presence view={view} />
    case 'links':
      return <Links view={view} />
  }
}

/** Nothing is there yet, or ever will be. */
function Waiting({ board }: { board: Board }): ComponentChildren {
  const { board: words } = useWords()
  const { refusal } = board
  if (refusal === null) return <Spinner />
  if (refusal.code === 'not-found' || refusal.code === 'part-off' || refusal.code === 'bad-input')
    return (
      <>
        <h1 class="unseen">{words.gone.title}</h1>
        <EmptyState title={words.gone.title} text={words.gone.text} action={<a href={homePath}>{words.home}</a>} />
      </>
    )
  return <Notice tone="warn">{refusal.message || words.unreachable}</Notice>
}

function Bare({ board }: { board: Board }) {
  return (
    <main id="main" class="day-main">
      <Waiting board={board} />
    </main>
  )
}
