import { useState } from 'preact/hooks'
import { api, refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { deletePath, mePath, signInFrom } from './places.ts'
import { Gone } from './privacy-section.tsx'
import { useWords } from './words.ts'

/** The page of the link in a mail that asks once more before an account is deleted. Opening it deletes nothing: programs open links too. */
export function DeletePage({ code }: { code: string }) {
  const { privacy } = useWords()
  const { deletion: said } = privacy
  const [at, setAt] = useState<'asking' | 'working' | 'gone'>('asking')
  const [wrong, setWrong] = useState<string | null>(code === '' ? said.noCode : null)
  const go = async () => {
    setAt('working')
    await api('confirmDeletion', undefined, { code }).then(
      () => setAt('gone'),
      (error) => {
        const refusal = refusalOf(error)
        if (refusal.code === 'not-signed-in') return location.assign(signInFrom(deletePath, `#${code}`))
        setAt('asking')
        setWrong(refusal.message || said.offline)
      },
    )
  }
  if (at === 'gone')
    return (
      <>
        <h1>{said.title}</h1>
        <Gone words={privacy} />
      </>
    )
  return (
    <>
      <h1>{said.confirmTitle}</h1>
      <p>{said.confirmText}</p>
      <p class="quiet">{said.text}</p>
      <div role="status">{wrong && <Notice tone="bad">{wrong}</Notice>}</div>
      {code !== '' && (
        <Button kind="danger" wide busy={at === 'working'} onClick={() => void go()}>
          {said.go}
        </Button>
      )}
      <p>
        <a href={mePath}>{said.toAccount}</a>
      </p>
    </>
  )
}
