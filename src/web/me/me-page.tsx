import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import { api, refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { AccountSection, PasswordSection } from './account-sections.tsx'
import { sentence } from './form.ts'
import { HandlesSection } from './handles-section.tsx'
import { mePath, signInFrom, signUpPath } from './places.ts'
import { Gone, PrivacySection } from './privacy-section.tsx'
import { SignInsSection } from './sign-ins-section.tsx'
import { useWords } from './words.ts'

type Own = Reply<'account'>
/** A guest is known by a name and this browser, and has neither account nor sign-ins. */
type Who =
  | { at: 'loading' }
  | { at: 'own'; own: Own }
  | { at: 'guest'; name: string }
  | { at: 'gone' }
  | { at: 'failed'; why: string }

/** All that is one's own: a list of sections, each with its own forms. Strangers are sent to the sign-in. */
export function MePage() {
  const words = useWords()
  const { me, common, people, privacy } = words
  const [who, setWho] = useState<Who>({ at: 'loading' })
  const [version, setVersion] = useState(0)
  const load = useCallback(
    () =>
      whoAsks().then(
        (found) => (found ? setWho(found) : location.replace(signInFrom(mePath, location.hash))),
        (error) => setWho((before) => (before.at === 'own' ? before : { at: 'failed', why: sentence(refusalOf(error), words) })),
      ),
    [words],
  )
  useEffect(() => void load(), [load])
  const changed = () => {
    setVersion((before) => before + 1)
    void load()
  }
  if (who.at === 'loading') return <Spinner />
  if (who.at === 'failed') return <Failed text={who.why} onAgain={() => void load()} />
  if (who.at === 'gone') return <Left />
  return (
    <>
      <h1 class="me-hello">{me.me.hello(who.at === 'own' ? who.own.name : who.name)}</h1>
      {who.at === 'guest' && <ToAccount text={me.me.guest} />}
      {who.at === 'own' && (
        <>
          {who.own.account ? (
            <>
              <AccountSection account={who.own.account} onChanged={changed} />
              <PasswordSection account={who.own.account} onChanged={changed} />
            </>
          ) : (
            <ToAccount text={me.me.noAccount} />
          )}
          <SignInsSection version={version} />
        </>
      )}
      <div class="me-section card">
        <HandlesSection words={people} common={{ offline: me.offline, close: common.close, cancel: common.cancel }} />
      </div>
      <div class="me-section card">
        <PrivacySection words={privacy} common={common} onGone={() => setWho({ at: 'gone' })} />
      </div>
    </>
  )
}

/** Null: nobody who is known here. */
async function whoAsks(): Promise<Who | null> {
  const { signedIn, name } = await api('me', undefined)
  if (signedIn) return { at: 'own', own: await api('account', undefined) }
  return name === null ? null : { at: 'guest', name }
}

function ToAccount({ text }: { text: string }) {
  const { me } = useWords()
  return (
    <Notice tone="info" action={<a href={signUpPath(mePath)}>{me.signUp.title}</a>}>
      {text}
    </Notice>
  )
}

/** After the last step; what stood above is nobody's any more. */
function Left() {
  const { privacy } = useWords()
  return (
    <>
      <h1>{privacy.deletion.title}</h1>
      <Gone words={privacy} />
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
