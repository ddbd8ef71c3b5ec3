import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { historyWords } from '../../../words/history/all.ts'
import type { HistoryWords } from '../../../words/history/en.ts'
import type { Language } from '../../../words/languages.ts'
import { wordsIn } from '../../lib/language.ts'
import { Failed, Loading } from '../lone.tsx'
import { Page } from '../page.tsx'
import type { Followed } from '../use-meeting.ts'

interface Brought {
  HistoryPage: ComponentType<Followed & { words: HistoryWords }>
  words: HistoryWords
}

const bring = async (): Promise<Brought> => {
  const language = document.documentElement.lang as Language
  const [{ HistoryPage }, words] = await Promise.all([import('./history-page.tsx'), wordsIn(language, historyWords)])
  return { HistoryPage, words }
}

/** The history of a meeting in a file of its own, with its words. */
export function HistoryLater(meeting: Followed) {
  const [brought, setBrought] = useState<Brought | 'failed' | null>(null)
  useEffect(() => {
    bring().then(setBrought, () => setBrought('failed'))
  }, [])
  if (brought === null)
    return (
      <Page>
        <Loading />
      </Page>
    )
  if (brought === 'failed')
    return (
      <Page>
        <Failed onAgain={() => location.reload()} />
      </Page>
    )
  return <brought.HistoryPage {...meeting} words={brought.words} />
}
