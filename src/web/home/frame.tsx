import type { ComponentChildren } from 'preact'
import type { Reply } from '../../contract/endpoints.ts'
import { type Language, languages } from '../../words/languages.ts'
import { rememberLanguage } from '../lib/language.ts'
import { pagePath, privacyPath } from '../lib/paths.ts'
import { Header } from '../ui/header.tsx'
import { Icon } from '../ui/icon.tsx'
import { LanguageSelect } from '../ui/language-select.tsx'
import { ThemeToggle } from '../ui/theme-toggle.tsx'
import { useWords } from './words.ts'

const iconMenu = 'M4 7h16M4 12h16M4 17h16'
const MENU = 'home-menu'

/** What stands around each of the first pages: the further pages and the console in the header. */
export function Frame({ about, children }: { about: Reply<'instance'> | null; children: ComponentChildren }) {
  const { language, home, common } = useWords()
  return (
    <div class="home">
      <Header
        homeLabel={common.home}
        skipLabel={common.skipToContent}
        actions={
          <>
            {about && <Links about={about} />}
            <LanguageSelect label={common.language} languages={languages} chosen={language} onChoose={switchTo} />
          </>
        }
      />
      <main id="main" class="home-main">
        {children}
      </main>
      <footer class="home-foot">
        <p>
          <a href={privacyPath}>{home.privacy}</a> · {home.about}
        </p>
        <ThemeToggle words={common.theme} />
      </footer>
    </div>
  )
}

/** In a row where that has room, else behind a button; a lone link needs no menu. */
function Links({ about }: { about: Reply<'instance'> }) {
  const { home } = useWords()
  const links = [
    ...about.pages.map(({ id, title }) => ({ address: pagePath(id), title })),
    ...(about.console ? [{ address: about.console, title: home.organizers }] : []),
  ]
  if (links.length === 0) return null
  const here = location.pathname.replace(/\/$/, '')
  return (
    <>
      {links.length > 1 && (
        <button type="button" class="icon-button home-open" aria-label={home.menu} title={home.menu} popovertarget={MENU}>
          <Icon path={iconMenu} />
        </button>
      )}
      <nav id={MENU} class={links.length > 1 ? 'home-links' : 'home-links home-lone'} popover="auto" aria-label={home.menu}>
        {links.map(({ address, title }) => (
          <a key={address} href={address} aria-current={address === here ? 'page' : undefined}>
            <bdi>{title}</bdi>
          </a>
        ))}
      </nav>
    </>
  )
}

/** The address asks for a language before the cookie does: it must not ask for the old one. */
function switchTo(language: Language): void {
  rememberLanguage(language)
  const address = new URL(location.href)
  address.searchParams.delete('lang')
  location.replace(address)
}
