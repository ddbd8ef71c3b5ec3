import { useEffect, useRef, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import { api, refusalOf } from '../lib/api.ts'
import { meetingPath } from '../lib/paths.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { Explained } from './explained.tsx'
import { kindOf } from './kinds.ts'
import { type Own, ownOf } from './own.ts'
import type { ResultProps } from './parts.ts'
import { stayHere } from './places.ts'
import { sentence, useWords } from './words.ts'

type Loaded = { at: 'loading' } | { at: 'there'; result: Reply<'result'> } | { at: 'refused'; text: string }

/** The result of an earlier question, on a page of its own. */
export function ResultPage({ meeting, activity, attending }: ResultProps) {
  const words = useWords()
  const [loaded, setLoaded] = useState<Loaded>({ at: 'loading' })
  const load = async () => {
    setLoaded({ at: 'loading' })
    try {
      setLoaded({ at: 'there', result: await api('result', { activity }) })
    } catch (error) {
      setLoaded({ at: 'refused', text: sentence(refusalOf(error), words) })
    }
  }
  useEffect(() => {
    void load()
    // Whatever was answered since the seat was loaded, and in whichever opening: the server knows what stood in the end.
    if (attending.outbox.answers.value.some((answer) => answer.activity === activity)) attending.check(null)
  }, [activity])
  const own = ownOf({ activity, opening: 0 }, attending.seat.value?.answers ?? [], [], '')
  return (
    <section class="activity">
      <p>
        <a class="back" href={meetingPath(meeting)} onClick={stayHere}>
          {words.attend.previous.back}
        </a>
      </p>
      {loaded.at === 'loading' && <Spinner />}
      {loaded.at === 'refused' && (
        <Notice tone="warn" action={<Button onClick={() => void load()}>{words.common.tryAgain}</Button>}>
          {loaded.text}
        </Notice>
      )}
      {loaded.at === 'there' && <Result result={loaded.result} own={own} />}
    </section>
  )
}

function Result({ result: { activity, tally }, own }: { result: Reply<'result'>; own: Own }) {
  const { Result: Shown } = kindOf(activity.kind)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h1 ref={heading} tabIndex={-1} class="question" dir="auto">
        {activity.title}
      </h1>
      <Explained html={activity.descriptionHtml} />
      {Shown && tally.kind === activity.kind && <Shown activity={activity as never} tally={tally as never} own={own} />}
    </>
  )
}
