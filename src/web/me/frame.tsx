import type { ComponentChildren } from 'preact'
import { type Language, languages } from '../../words/languages.ts'
import { api } from '../lib/api.ts'
import { rememberLanguage } from '../lib/language.ts'
import { privacyPath } from '../lib/paths.ts'
import { Button } from '../ui/button.tsx'
import { Header } from '../ui/header.tsx'
import { LanguageSelect } from '../ui/language-select.tsx'
import { ThemeToggle } from '../ui/theme-toggle.tsx'
import { mePath, signInPath } from './places.ts'
import { useStanding } from './use-about.ts'
import { useWords } from './words.ts'

/** What stands around each of these pages. `own`: with the ways on that are for whoever is signed in. */
export function Frame({ own, children }: { own: boolean; children: ComponentChildren }) {
  const { language, common, privacy } = useWords()
  const speaks = <LanguageSelect label={common.language} languages={languages} chosen={language} onChoose={switchTo} />
  return (
    <div class="me">
      <Header
        homeLabel={common.home}
        skipLabel={common.skipToContent}
        actions={
          <>
            {own && <Ways />}
            {!own && speaks}
          </>
        }
      />
      <main id="main" class={own ? 'me-main me-wide' : 'me-main'}>
        {children}
      </main>
      <footer class="me-foot">
        <a href={privacyPath}>{privacy.footer}</a>
        <div>
          {own && speaks}
          <ThemeToggle words={common.theme} />
        </div>
      </footer>
    </div>
  )
}

function Ways() {
  const { me } = useWords()
  const found = useStanding()
  const leave = async () => {
    await api('signOut', undefined).catch(() => {
      // Whoever is offline is still signed in: the home page shows it.
    })
    location.assign('/')
  }
  return (
    <>
      {found?.desk && <a href={found.desk}>{me.me.toConsole}</a>}
      {found?.isIn && <Button onClick={() => void leave()}>{me.me.signOut}</Button>}
      {found && !found.isIn && <a href={signInPath(mePath)}>{me.signIn.title}</a>}
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
