import { useEffect, useState } from 'preact/hooks'
import { flagsWords } from '../../../words/flags/all.ts'
import type { Language } from '../../../words/languages.ts'
import { pagesWords } from '../../../words/pages/all.ts'
import { wordsIn } from '../../lib/language.ts'
import { Notice } from '../../ui/notice.tsx'
import { useWords } from '../words.ts'
import type { FlagsPanelProps } from './flags-panel.tsx'

type Brought = Awaited<ReturnType<typeof bring>>

const bring = async () => {
  const language = document.documentElement.lang as Language
  const [file, words, pages] = await Promise.all([
    import('./flags-panel.tsx'),
    wordsIn(language, flagsWords),
    wordsIn(language, pagesWords),
  ])
  return { Panel: file.FlagsPanel, words, pages }
}

/** The panel of flags in a file of its own, with its words. */
export function FlagsLater(props: Omit<FlagsPanelProps, 'words' | 'pages'>) {
  const { console: all } = useWords()
  const [found, setFound] = useState<Brought | 'failed' | null>(null)
  useEffect(() => {
    bring().then(setFound, () => setFound('failed'))
  }, [])
  if (found === 'failed') return <Notice tone="warn">{all.failed.offline}</Notice>
  return found && <found.Panel {...props} words={found.words} pages={found.pages} />
}
