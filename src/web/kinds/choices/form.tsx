import { useWords } from '../../console/words.ts'
import { Bars } from '../../ui/bars.tsx'
import type { LiveProps } from '../form.ts'

/** The running count of a kind with choices. */
export function ChoicesLive({ prepared, tally }: LiveProps<'poll'> | LiveProps<'quiz'>) {
  const { common } = useWords()
  return (
    <Bars
      title={prepared.title}
      answered={tally?.answered ?? 0}
      words={common.bars}
      format={common.number}
      bars={prepared.choices.map((choice, index) => ({
        id: choice.id,
        index,
        label: choice.text,
        count: tally?.counts[choice.id] ?? 0,
        right: 'right' in choice && choice.right === true,
        letter: choice.short.length < 3 ? choice.short.toLocaleUpperCase(document.documentElement.lang) : undefined,
      }))}
    />
  )
}
