import type { ComponentChildren } from 'preact'
import { type Language, languages } from '../../words/languages.ts'
import { rememberLanguage } from '../lib/language.ts'
import { IconButton } from '../ui/button.tsx'
import { Header } from '../ui/header.tsx'
import { LanguageSelect } from '../ui/language-select.tsx'
import { ThemeToggle } from '../ui/theme-toggle.tsx'
import { ask } from './door.ts'
import { iconOut } from './icons.ts'
import { consoleHome } from './places.ts'
import { useWords } from './words.ts'

interface PageProps {
  title?: string
  home?: boolean
  actions?: ComponentChildren
  children: ComponentChildren
}

/** The console's frame: header with the way home, language, colours and the way out. */
export function Page({ title, home, actions, children }: PageProps) {
  const { console: words, common } = useWords()
  const speak = (language: Language) => {
    rememberLanguage(language)
    history.replaceState(null, '', `${location.pathname}${location.hash}`)
    location.reload()
  }
  const leave = async () => {
    await ask('signOut', undefined).catch(() => {})
    location.assign('/')
  }
  return (
    <>
      <Header
        homeLabel={common.home}
        skipLabel={common.skipToContent}
        title={title}
        nav={
          <a href={consoleHome} aria-current={home ? 'page' : undefined}>
            {words.title}
          </a>
        }
        actions={
          <>
            {actions}
            <LanguageSelect
              label={common.language}
              languages={languages}
              chosen={document.documentElement.lang as Language}
              onChoose={speak}
            />
            <ThemeToggle words={common.theme} />
            <IconButton icon={iconOut} label={words.signOut} onClick={leave} />
          </>
        }
      />
      {children}
    </>
  )
}
