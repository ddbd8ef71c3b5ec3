import { useEffect, useRef, useState } from 'preact/hooks'
import type { HandedIn, TryId } from '../../../contract/flags.schema.ts'
import { freshId } from '../../../contract/ids.ts'
import type { MeetingId } from '../../../contract/meeting.schema.ts'
import type { FlagsWords } from '../../../words/flags/en.ts'
import { api, refusalOf } from '../../lib/api.ts'
import { meetingPath } from '../../lib/paths.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/progress.tsx'
import { goTo, joinAndBack, stayHere } from '../places.ts'
import { sentence, useWords } from '../words.ts'
import { Told } from './told.tsx'

type Handed = { at: 'asking' } | { at: 'told'; told: HandedIn } | { at: 'elsewhere' } | { at: 'refused'; text: string }

/** The page of a flag's address, as behind a QR code: it hands the flag in, once, and says what became of it. */
export function FlagPage({ meeting, code, words }: { meeting: MeetingId; code: string; words: FlagsWords['hand'] }) {
  const all = useWords()
  const [handed, setHanded] = useState<Handed>({ at: 'asking' })
  const heading = useRef<HTMLHeadingElement>(null)
  const handIn = async () => {
    setHanded({ at: 'asking' })
    try {
      setHanded({ at: 'told', told: await api('handIn', { meeting, try: tryOf(meeting, code) }, { text: code }) })
    } catch (caught) {
      const refusal = refusalOf(caught)
      if (refusal.code === 'not-joined') goTo(joinAndBack(), 'replace')
      else setHanded(refusal.code === 'joined-elsewhere' ? { at: 'elsewhere' } : { at: 'refused', text: sentence(refusal, all) })
    }
  }
  useEffect(() => {
    heading.current?.focus()
    void handIn()
  }, [])
  return (
    <section class="activity" aria-busy={handed.at === 'asking'}>
      <h1 ref={heading} tabIndex={-1} class="question">
        {words.label}
      </h1>
      <div role="status">
        {handed.at === 'asking' && (
          <p>
            <Spinner /> {words.asking}
          </p>
        )}
        {handed.at === 'told' && <Told told={handed.told} words={words} />}
        {handed.at === 'refused' && (
          <Notice tone="warn" action={<Button onClick={() => void handIn()}>{all.common.tryAgain}</Button>}>
            {handed.text}
          </Notice>
        )}
        {handed.at === 'elsewhere' && (
          <EmptyState
            title={words.elsewhere}
            text={words.elsewhereText}
            action={<Button onClick={() => goTo(joinAndBack())}>{words.join}</Button>}
          />
        )}
      </div>
      {handed.at !== 'elsewhere' && (
        <p>
          <a class="back" href={meetingPath(meeting)} onClick={stayHere}>
            {words.back}
          </a>
        </p>
      )}
    </section>
  )
}

/** Loaded anew, the page is the same try: it says again what it said. */
function tryOf(meeting: MeetingId, code: string): TryId {
  const key = `plenary.flag.${meeting}.${code}`
  try {
    const kept = sessionStorage.getItem(key)
    if (kept) return kept as TryId
    const fresh = freshId<TryId>(Date.now())
    sessionStorage.setItem(key, fresh)
    return fresh
  } catch {
    return freshId<TryId>(Date.now())
  }
}
