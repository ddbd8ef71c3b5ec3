import type { ComponentChildren, ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { useWords } from './words.ts'

/** A page in a file of its own, brought when it is first drawn: the board does not wait for what stands on the others. */
export function lazyPage<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => ComponentChildren {
  return function Brought(props) {
    const { board: words } = useWords()
    const [found, setFound] = useState<{ Page: ComponentType<Props> } | 'failed' | null>(null)
    useEffect(() => {
      load().then(
        (Page) => setFound({ Page }),
        () => setFound('failed'),
      )
    }, [])
    if (found === null) return <Spinner />
    return found === 'failed' ? <Notice tone="warn">{words.unreachable}</Notice> : <found.Page {...props} />
  }
}
