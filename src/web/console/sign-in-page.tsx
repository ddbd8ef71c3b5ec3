import { Wordmark } from '../ui/mark.tsx'
import './doorstep.css'
import { useWords } from './words.ts'

/** How to get in, for whoever is not signed in, or (`name`) is and holds no role: there is no password to guess. */
export function SignInPage({ name }: { name: string | null }) {
  const { console: words } = useWords()
  return (
    <main class="doorstep" id="main">
      <p class="doorstep-mark">
        <Wordmark />
      </p>
      <h1>{name === null ? words.signIn.title : words.signIn.noRoleTitle}</h1>
      {name !== null && <p>{words.signIn.noRole(name)}</p>}
      <p>
        <a href={`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`}>{words.signIn.account}</a>
      </p>
      <p>{words.signIn.text}</p>
      <pre class="doorstep-command">
        <code>plenary owner</code>
      </pre>
      <p>{words.signIn.more}</p>
    </main>
  )
}
