import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import type { SeatChange, SeatView } from '../../../contract/meeting.schema.ts'
import { applySeatChange } from '../../../contract/meeting.ts'
import { flagsWords } from '../../../words/flags/all.ts'
import type { FlagsWords } from '../../../words/flags/en.ts'
import type { Language } from '../../../words/languages.ts'
import { wordsIn } from '../../lib/language.ts'
import { useFeed } from '../../lib/use-feed.ts'
import type { FlagsProps } from '../parts.ts'
import { FlagBox } from './flag-box.tsx'
import { FlagPage } from './flag-page.tsx'

/** With the words of the reader's language. */
export async function bring(): Promise<ComponentType<FlagsProps>> {
  const words = await wordsIn(document.documentElement.lang as Language, flagsWords)
  return (props) => <Flags {...props} words={words} />
}

/** The box, or the page of one flag; beside either, one's own points are followed, wherever they were earned. */
function Flags({ words, flag, prefix = '', ...props }: FlagsProps & { words: FlagsWords }) {
  const { attending } = props
  const { view } = useFeed<SeatView, SeatChange>(attending.socket, attending.seat.value?.feed ?? null, applySeatChange)
  const points = view.value?.points ?? null
  useEffect(() => {
    attending.heardPoints(points)
  }, [points])
  useEffect(() => () => attending.heardPoints(null), [])
  return flag ? <FlagPage {...props} code={flag} words={words.hand} /> : <FlagBox {...props} prefix={prefix} words={words.hand} />
}
