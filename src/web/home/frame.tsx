import type { ComponentChildren } from 'preact'
import { type Language, languages } from '../../words/languages.ts'
import { rememberLanguage } from '../lib/language.ts'
import { consolePath } from '../lib/paths.ts'
import { Header } from '../ui/header.tsx'
import { LanguageSelect } from '../ui/language-select.tsx'
import { ThemeToggle } from '../ui/theme-toggle.tsx'
import { useWords } from './words.ts'

/** What stands around each of the first pages. */
export function Frame({ children }: { children: ComponentChildren }) {
  const { language, home, common } = useWords()
  return (
    <div class="home">
      <Header
        homeLabel={common.home}
        skipLabel={common.skipToContent}
        actions={<LanguageSelect label={common.language} languages={languages} chosen={language} onChoose={switchTo} />}
      />
      <main id="main" class="home-main">
        {children}
      </main>
      <footer class="home-foot">
        <div>
          <p>{home.about}</p>
          <p class="home-console">
            <span>{home.organizers}</span>
            <a href={consolePath}>{home.console}</a>
          </p>
        </div>
        <ThemeToggle words={common.theme} />
      </footer>
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
