import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../../contract/endpoints.ts'
import type { PageId } from '../../../contract/pages.schema.ts'
import { FIRST_PAGE } from '../../../contract/pages.ts'
import type { PagesWords } from '../../../words/pages/en.ts'
import { pagePath } from '../../lib/paths.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon, iconPlus } from '../../ui/icon.tsx'
import { Toasts } from '../../ui/notice.tsx'
import { ask } from '../door.ts'
import { Failed, Loading } from '../lone.tsx'
import type { PageProps } from '../pages.ts'
import { placeIn } from '../places.ts'
import { useToasts } from '../toasts.ts'
import { useWords } from '../words.ts'
import { PageEditor } from './page-editor.tsx'
import './pages.css'
import { TeamPart } from './team-part.tsx'

/** Behind `/console/pages/`: a page that is not there yet. No page can have this name. */
const NEW = '+'

export type Written = Reply<'pages'>

/** The list of home pages and the team; behind a page's name its editor. */
export function PagesPage({ rest, words }: PageProps & { words: PagesWords }) {
  const { common } = useWords()
  const [written, setWritten] = useState<Written | null>(null)
  const [failed, setFailed] = useState(false)
  const teller = useToasts()
  const load = useCallback(async () => {
    setFailed(false)
    try {
      setWritten(await ask('pages', undefined))
    } catch {
      setFailed(true)
    }
  }, [])
  useEffect(() => void load(), [load])
  if (failed) return <Failed onAgain={load} />
  if (!written) return <Loading />
  const known = written.pages.find(({ id }) => id === rest) ?? null
  const isEditor = known !== null || rest === NEW || rest === FIRST_PAGE
  return (
    <>
      {isEditor ? (
        <PageEditor known={known} isFirst={rest === FIRST_PAGE} written={written} words={words} />
      ) : (
        <main class="home" id="main">
          <header class="pages-head">
            <h1>{words.title}</h1>
            <p class="quiet">{words.lead}</p>
          </header>
          <PageList written={written} words={words} />
          <TeamPart team={written.team} words={words} teller={teller} onChanged={load} />
        </main>
      )}
      <Toasts toasts={teller.toasts} closeLabel={common.close} onClose={teller.close} />
    </>
  )
}

function PageList({ written, words }: { written: Written; words: PagesWords }) {
  const hasFirst = written.pages.some(({ id }) => id === FIRST_PAGE)
  const writeFirst = (
    <a class="button button-quiet pages-link" href={placeIn('pages', FIRST_PAGE)}>
      {words.pages.write}
    </a>
  )
  return (
    <section class="home-part" aria-labelledby="pages-list">
      <div class="home-head">
        <h2 id="pages-list">{words.pages.title}</h2>
        <a class="button button-quiet pages-link" href={placeIn('pages', NEW)}>
          <span class="button-face">
            <Icon path={iconPlus} />
            {words.pages.add}
          </span>
        </a>
      </div>
      {!hasFirst && <EmptyState title={words.pages.none} action={writeFirst} />}
      {written.pages.length > 0 && (
        <ul class="cards">
          {written.pages.map(({ id, title, titleSecond }) => (
            <PageItem key={id} id={id} title={title} second={titleSecond} words={words} />
          ))}
        </ul>
      )}
    </section>
  )
}

function PageItem({ id, title, second, words }: { id: PageId; title: string; second: string; words: PagesWords }) {
  const address = id === FIRST_PAGE ? '/' : pagePath(id)
  return (
    <li class="item">
      <p class="item-name">
        <a href={placeIn('pages', id)} aria-label={words.pages.edit(title)}>
          <bdi>{title}</bdi>
        </a>
      </p>
      <p class="item-facts small">
        {second && <bdi>{second}</bdi>}
        {id === FIRST_PAGE && <span>{words.pages.home}</span>}
        <a href={address} aria-label={words.pages.see(title)}>
          <code>{address}</code>
        </a>
      </p>
    </li>
  )
}
