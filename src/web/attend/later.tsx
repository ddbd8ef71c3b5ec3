import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { useWords } from './words.ts'

/** A part in a file of its own, brought when it is first drawn: a hall that opens the page does not wait for what it may never see. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Part: ComponentType<Props> | null = null
  return function Later(props: Props) {
    const [state, setState] = useState<'loading' | 'there' | 'failed'>(Part ? 'there' : 'loading')
    useEffect(() => {
      if (Part) return
      load().then(
        (found) => {
          Part = found
          setState('there')
        },
        () => setState('failed'),
      )
    }, [])
    const { common, attend } = useWords()
    if (Part) return <Part {...props} />
    if (state === 'loading') return <Spinner />
    // A browser may remember that a file did not come; a fresh page asks again, and answers on their way are kept over it.
    return (
      <Notice tone="warn" action={<Button onClick={() => location.reload()}>{common.tryAgain}</Button>}>
        {attend.join.noAnswer}
      </Notice>
    )
  }
}
