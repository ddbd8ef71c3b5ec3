import { useCallback, useEffect, useState } from 'preact/hooks'
import { freshId } from '../../../contract/ids.ts'
import type { KeyCard } from '../../../contract/keys.endpoints.ts'
import type { KeyId } from '../../../contract/scopes.ts'
import type { KeysWords } from '../../../words/keys/en.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { iconPlus } from '../../ui/icon.tsx'
import { Toasts } from '../../ui/notice.tsx'
import { Confirm, type Question } from '../confirm.tsx'
import { ask, refusedBy } from '../door.ts'
import { Failed, Loading } from '../lone.tsx'
import '../mails/post.css'
import { SecretDialog } from '../secret-dialog.tsx'
import { useToasts } from '../toasts.ts'
import { useWords } from '../words.ts'
import { KeyForm } from './key-form.tsx'
import './keys.css'

/** One's own keys for programs: made, seen once, ended. */
export function KeysPage({ words }: { words: KeysWords }) {
  const { console: all, common } = useWords()
  const { list, failed, load } = useKeys()
  const [making, setMaking] = useState<KeyId | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const [question, setQuestion] = useState<Question | null>(null)
  const teller = useToasts()
  if (failed && !list) return <Failed onAgain={load} />
  if (!list) return <Loading />
  const end = async ({ id }: KeyCard) => {
    try {
      await ask('endKey', { key: id })
      teller.tell('good', words.ended)
    } catch (error) {
      teller.tell('bad', refusedBy(error)?.message ?? all.failed.offline)
    }
    await load()
  }
  const askToEnd = (key: KeyCard) =>
    setQuestion({
      title: words.endTitle(key.name),
      text: words.endText,
      go: words.end,
      danger: true,
      onGo: () => void end(key),
    })
  const add = (
    <Button kind="primary" icon={iconPlus} onClick={() => setMaking(freshId<KeyId>(Date.now()))}>
      {words.add}
    </Button>
  )
  return (
    <main class="post" id="main">
      <header class="post-head">
        <h1>{words.title}</h1>
        <p class="quiet">
          {words.lead} <a href="/docs">{words.docs}</a>
        </p>
      </header>
      {list.length === 0 ? <EmptyState title={words.empty} text={words.emptyText} action={add} /> : <div>{add}</div>}
      {list.map((key) => (
        <KeyPart key={key.id} of={key} words={words} onEnd={() => askToEnd(key)} />
      ))}
      {making && (
        <KeyForm
          words={words}
          onClose={() => setMaking(null)}
          onMake={async (given) => {
            const made = await ask('makeKey', { key: making }, given).finally(load)
            setMaking(null)
            setSecret(made.secret)
          }}
          onLost={() => setMaking(freshId<KeyId>(Date.now()))}
        />
      )}
      <SecretDialog secret={secret} words={words} teller={teller} onClose={() => setSecret(null)} />
      <Confirm question={question} onClose={() => setQuestion(null)} />
      <Toasts toasts={teller.toasts} closeLabel={common.close} onClose={teller.close} />
    </main>
  )
}

function useKeys() {
  const [list, setList] = useState<readonly KeyCard[] | null>(null)
  const [failed, setFailed] = useState(false)
  const load = useCallback(async () => {
    setFailed(false)
    await ask('myKeys', undefined).then(
      ({ keys }) => setList(keys),
      () => setFailed(true),
    )
  }, [])
  useEffect(() => void load(), [load])
  return { list, failed, load }
}

function KeyPart({ of: key, words, onEnd }: { of: KeyCard; words: KeysWords; onEnd: () => void }) {
  const day = (iso: string) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium' }).format(new Date(iso))
  const facts = [
    words.made(day(key.madeAt)),
    key.usedAt ? words.used(day(key.usedAt)) : words.unused,
    key.expiresAt ? words.until(day(key.expiresAt)) : words.forever,
  ]
  return (
    <section class="post-part" aria-labelledby={key.id}>
      <h2 id={key.id}>
        <bdi>{key.name}</bdi>
      </h2>
      <p class="key-scopes">
        {key.scopes.map((scope) => (
          <code key={scope}>{scope}</code>
        ))}
      </p>
      <p class="quiet small">{facts.join(' · ')}</p>
      <div>
        <Button onClick={onEnd}>
          {words.end}
          <span class="unseen"> ({words.endNamed(key.name)})</span>
        </Button>
      </div>
    </section>
  )
}
