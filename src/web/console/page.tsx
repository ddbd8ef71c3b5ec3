import type { ComponentChildren } from 'preact'
import { type Language, languages } from '../../words/languages.ts'
import { rememberLanguage } from '../lib/language.ts'
import { IconButton } from '../ui/button.tsx'
import { Header } from '../ui/header.tsx'
import { Icon } from '../ui/icon.tsx'
import { LanguageSelect } from '../ui/language-select.tsx'
import { ThemeToggle } from '../ui/theme-toggle.tsx'
import { ask } from './door.ts'
import { iconOut, iconPerson } from './icons.ts'
import { ConsoleNav, NavButton } from './nav.tsx'
import { useMedia } from './use-media.ts'
import { useWords } from './words.ts'

/** From here on the header has room for what is one's own: language, colours, account, the way out. */
const ROOMY = '(min-width: 44rem)'

interface PageProps {
  title?: string
  /** The page's name in the table of pages. Its navigation then stands beside it where there is room; without one it is behind the menu button. */
  at?: string
  actions?: ComponentChildren
  children: ComponentChildren
}

/** The console's frame: header with the way home, language, colours and the way out (on a phone these stand in the navigation); navigation and search. */
export function Page({ title, at, actions, children }: PageProps) {
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
  const own = (
    <>
      <LanguageSelect
        label={common.language}
        languages={languages}
        chosen={document.documentElement.lang as Language}
        onChoose={speak}
      />
      <ThemeToggle words={common.theme} />
      <a class="icon-button" href="/me" aria-label={words.account} title={words.account}>
        <Icon path={iconPerson} />
      </a>
      <IconButton icon={iconOut} label={words.signOut} onClick={leave} />
    </>
  )
  const isRoomy = useMedia(ROOMY)
  return (
    <div class={at === undefined ? 'console' : 'console console-beside'}>
      <Header
        homeLabel={common.home}
        skipLabel={common.skipToContent}
        title={title}
        nav={<NavButton />}
        actions={
          <>
            {actions}
            {isRoomy && own}
          </>
        }
      />
      <ConsoleNav at={at} own={!isRoomy && own} />
      <div class="console-page">{children}</div>
    </div>
  )
}
