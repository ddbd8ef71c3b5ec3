import { useLayoutEffect, useState } from 'preact/hooks'
import { type Language, languages } from '../../words/languages.ts'
import { rememberLanguage } from '../lib/language.ts'
import { homePath, joinPath, meetingPath } from '../lib/paths.ts'
import { LanguageSelect } from '../ui/language-select.tsx'
import { Wordmark } from '../ui/mark.tsx'
import { CodeForm, NameForm } from './join-forms.tsx'
import { type Found, type LookedUp, lookUp } from './look-up.ts'
import { sentence, useWords } from './words.ts'

interface JoinPageProps {
  /** From the address; empty where none is given. */
  code: string
  /** What that code leads to, where it was asked for already. */
  early: Promise<LookedUp> | null
  /** Where to go after joining. */
  to: string | null
  language: Language
  go: (path: string, how: 'push' | 'replace') => void
}

/** code: asks for it · looking: asks the server · name: the meeting is known, a name is wanted. */
type Step = { at: 'code'; error?: string } | { at: 'looking' } | { at: 'name'; found: Found }

/** First the code, then the name. Whoever has a seat already goes straight to it. */
export function JoinPage({ code, early, to, language, go }: JoinPageProps) {
  const words = useWords()
  const [step, setStep] = useState<Step>(code ? { at: 'looking' } : { at: 'code' })
  const [typed, setTyped] = useState(code)
  const back = to ? `?to=${encodeURIComponent(to)}` : ''

  const enter = (meeting: Found['meeting']) => {
    const path = meetingPath(meeting)
    go(to?.startsWith(path) ? to : path, 'replace')
  }
  const show = (looked: LookedUp) => {
    if (looked.at === 'refused') return setStep({ at: 'code', error: sentence(looked.refusal, words) })
    const { found } = looked
    if (found.joined) return enter(found.meeting)
    history.replaceState(null, '', joinPath(found.code) + back)
    setStep({ at: 'name', found })
  }
  const ask = async (asked: string) => {
    setTyped(asked)
    setStep({ at: 'looking' })
    show(await lookUp(asked))
  }
  // Before the first paint: what is known by then is shown at once, without a glimpse of the code.
  useLayoutEffect(() => {
    if (code) void (early ?? lookUp(code)).then(show)
  }, [])

  return (
    <div class="phone join">
      <header class="join-head">
        <a class="join-home" href={homePath} aria-label={words.common.home}>
          <Wordmark />
        </a>
        <LanguageSelect label={words.common.language} languages={languages} chosen={language} onChoose={switchTo} />
      </header>
      <main class="join-main">
        {step.at === 'name' ? (
          <NameForm
            found={step.found}
            onJoined={enter}
            onWrongCode={(error) => setStep({ at: 'code', error })}
            onOtherCode={() => {
              setTyped('')
              setStep({ at: 'code' })
            }}
          />
        ) : (
          <CodeForm code={typed} busy={step.at === 'looking'} error={step.at === 'code' ? step.error : undefined} onCode={ask} />
        )}
      </main>
    </div>
  )
}

/** The address asks for a language before the cookie does: it must not ask for the old one. */
function switchTo(language: Language): void {
  rememberLanguage(language)
  const address = new URL(location.href)
  address.searchParams.delete('lang')
  location.replace(address)
}
