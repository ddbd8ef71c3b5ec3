import { render } from 'preact'
import { commonWords } from '../../words/common/all.ts'
import { meWords } from '../../words/me/all.ts'
import { peopleWords } from '../../words/people/all.ts'
import { privacyWords } from '../../words/privacy/all.ts'
import { startLanguage, wordsIn } from '../lib/language.ts'
import '../ui/tokens.css'
import '../ui/display.css'
import '../ui/base.css'
import './me.css'
import { EmptyState } from '../ui/empty-state.tsx'
import { DeletePage } from './delete-page.tsx'
import { Frame } from './frame.tsx'
import { ConfirmPage, ResetPage } from './mailed-pages.tsx'
import { MePage } from './me-page.tsx'
import { type MePlace, mePlace } from './places.ts'
import { SignInPage } from './sign-in-page.tsx'
import { SignUpPage } from './sign-up-page.tsx'
import { useWords, type Words, WordsProvider } from './words.ts'

const language = startLanguage()
const [me, common, people, privacy] = await Promise.all([
  wordsIn(language, meWords),
  wordsIn(language, commonWords),
  wordsIn(language, peopleWords),
  wordsIn(language, privacyWords),
])
const words: Words = { language, me, common, people, privacy }

function Page({ place }: { place: MePlace }) {
  switch (place.at) {
    case 'sign-in':
      return <SignInPage to={place.to} confirmed={place.confirmed} />
    case 'sign-up':
      return <SignUpPage to={place.to} />
    case 'confirm':
      return <ConfirmPage code={place.code} />
    case 'reset':
      return <ResetPage code={place.code} />
    case 'delete':
      return <DeletePage code={place.code} />
    case 'me':
      return <MePage />
    case 'nowhere':
      return <Nowhere />
  }
}

function Nowhere() {
  const { title, text } = useWords().common.pageNotFound
  return (
    <>
      <h1 class="unseen">{title}</h1>
      <EmptyState title={title} text={text} />
    </>
  )
}

const titles: Record<MePlace['at'], string> = {
  'sign-in': me.signIn.title,
  'sign-up': me.signUp.title,
  confirm: me.confirm.title,
  reset: me.reset.title,
  delete: privacy.deletion.confirmTitle,
  me: me.me.title,
  nowhere: common.pageNotFound.title,
}

const found = document.querySelector('#app')
if (found) {
  const place = mePlace(location)
  // A mailed link may be opened where its page stands already.
  addEventListener('hashchange', () => {
    const now = mePlace(location)
    if ('code' in now && now.code !== '') location.reload()
  })
  document.title = `${titles[place.at]} · Plenary`
  render(
    <WordsProvider value={words}>
      <Frame own={place.at === 'me' || place.at === 'delete'}>
        <Page place={place} />
      </Frame>
    </WordsProvider>,
    found,
  )
}
