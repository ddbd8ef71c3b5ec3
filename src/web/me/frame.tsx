import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type Language, languages } from '../../words/languages.ts'
import { api } from '../lib/api.ts'
import { rememberLanguage } from '../lib/language.ts'
import { Button } from '../ui/button.tsx'
import { Header } from '../ui/header.tsx'
import { LanguageSelect } from '../ui/language-select.tsx'
import { ThemeToggle } from '../ui/theme-toggle.tsx'
import { useWords } from './words.ts'

/** What stands around each of these pages. `own`: with the ways on that are for whoever is signed in. */
export function Frame({ own, children }: { own: boolean; children: ComponentChildren }) {
  const { language, common } = useWords()
  return (
    <div class="me">
      <Header
        homeLabel={common.home}
        skipLabel={common.skipToContent}
        actions={
          <>
            {own && <Ways />}
            {!own && <LanguageSelect label={common.language} languages={languages} chosen={language} onChoose={switchTo} />}
          </>
        }
      />
      <main id="main" class={own ? 'me-main me-wide' : 'me-main'}>
        {children}
      </main>
      <footer class="me-foot">
        <ThemeToggle words={common.theme} />
      </footer>
    </div>
  )
}

function Ways() {
  const { me } = useWords()
  const [desk, setDesk] = useState<string | null>(null)
  useEffect(() => {
    Promise.all([api('me', undefined), api('instance', undefined)]).then(
      ([{ roles }, about]) => setDesk(roles.length > 0 ? about.console : null),
      () => {
        // The page itself says that nobody answers.
      },
    )
  }, [])
  const leave = async () => {
    await api('signOut', undefined).catch(() => {
      // Whoever is offline is still signed in: the home page shows it.
    })
    location.assign('/')
  }
  return (
    <>
      {desk && <a href={desk}>{me.me.toConsole}</a>}
      <Button onClick={() => void leave()}>{me.me.signOut}</Button>
    </>
  )
}

/** The address asks for a language before the cookie does: it must not ask for the old one. A mailed code behind the # stays. */
function switchTo(language: Language): void {
  rememberLanguage(language)
  const address = new URL(location.href)
  address.searchParams.delete('lang')
  history.replaceState(null, '', address)
  location.reload()
}
