import { useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import { type Language, languages } from '../../words/languages.ts'
import { api, refusalOf } from '../lib/api.ts'
import { rememberLanguage } from '../lib/language.ts'
import { homePath, joinPath, meetingPath } from '../lib/paths.ts'
import { LanguageSelect } from '../ui/language-select.tsx'
import { Wordmark } from '../ui/mark.tsx'
import { CodeForm, NameForm } from './join-forms.tsx'
import { sentence, useWords } from './words.ts'

interface JoinPageProps {
  /** From the address; empty where none is given. */
  code: string
  /** Where to go after joining. */
  to: string | null
  language: Language
  go: (path: string, how: 'push' | 'replace') => void
}

type Found = Reply<'lookUpCode'> & { code: string }

/** code: asks for it · looking: asks the server · name: the meeting is known, a name is wanted. */
type Step = { at: 'code'; error?: string } | { at: 'looking' } | { at: 'name'; found: Found }

/** First the code, then the name. Whoever has a seat already goes straight to it. */
export function JoinPage({ code, to, language, go }: JoinPageProps) {
  const words = useWords()
  const [step, setStep] = useState<Step>(code ? { at: 'looking' } : { at: 'code' })
  const [typed, setTyped] = useState(code)
  const back = to ? `?to=${encodeURIComponent(to)}` : ''

  const enter = (meeting: Found['meeting']) => {
    const path = meetingPath(meeting)
    go(to?.startsWith(path) ? to : path, 'replace')
  }
  const lookUp = async (asked: string) => {
    setTyped(asked)
    setStep({ at: 'looking' })
    try {
      const found = await api('lookUpCode', { code: asked })
      if (found.joined) return enter(found.meeting)
      history.replaceState(null, '', joinPath(asked) + back)
      setStep({ at: 'name', found: { ...found, code: asked } })
    } catch (error) {
      setStep({ at: 'code', error: sentence(refusalOf(error), words) })
    }
  }
  useEffect(() => {
    if (code) void lookUp(code)
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
          <CodeForm
            code={typed}
            busy={step.at === 'looking'}
            error={step.at === 'code' ? step.error : undefined}
            onCode={lookUp}
          />
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
