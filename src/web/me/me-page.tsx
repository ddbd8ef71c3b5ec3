import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import { api, refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { AccountSection, PasswordSection } from './account-sections.tsx'
import { sentence } from './form.ts'
import { HandlesSection } from './handles-section.tsx'
import { mePath, signInPath, signUpPath } from './places.ts'
import { SignInsSection } from './sign-ins-section.tsx'
import { useWords } from './words.ts'

/** All that is one's own: a list of sections, each with its own forms. Strangers are sent to the sign-in. */
export function MePage() {
  const words = useWords()
  const { me, common, people } = words
  const [own, setOwn] = useState<Reply<'account'> | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [version, setVersion] = useState(0)
  const load = useCallback(
    () =>
      api('account', undefined).then(
        (found) => {
          setOwn(found)
          setWrong(null)
        },
        (error) => {
          const refusal = refusalOf(error)
          if (refusal.code === 'not-signed-in') location.replace(signInPath(mePath + location.hash))
          else setWrong(sentence(refusal, words))
        },
      ),
    [words],
  )
  useEffect(() => void load(), [load])
  const changed = () => {
    setVersion((before) => before + 1)
    void load()
  }
  if (!own && wrong) return <Failed text={wrong} onAgain={() => void load()} />
  if (!own) return <Spinner />
  return (
    <>
      <h1 class="me-hello">{me.me.hello(own.name)}</h1>
      {own.account ? (
        <>
          <AccountSection account={own.account} onChanged={changed} />
          <PasswordSection account={own.account} onChanged={changed} />
        </>
      ) : (
        <Notice tone="info" action={<a href={signUpPath(mePath)}>{me.signUp.title}</a>}>
          {me.me.noAccount}
        </Notice>
      )}
      <SignInsSection version={version} />
      <div class="me-section card">
        <HandlesSection words={people} common={{ offline: me.offline, close: common.close, cancel: common.cancel }} />
      </div>
    </>
  )
}

function Failed({ text, onAgain }: { text: string; onAgain: () => void }) {
  const { me, common } = useWords()
  return (
    <>
      <h1>{me.me.title}</h1>
      <Notice tone="bad" action={<Button onClick={onAgain}>{common.tryAgain}</Button>}>
        {text}
      </Notice>
    </>
  )
}
