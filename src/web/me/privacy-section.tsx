import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import type { PrivacyWords } from '../../words/privacy/en.ts'
import { api, refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Notice, type Tone } from '../ui/notice.tsx'
import { DeletionPart } from './deletion-part.tsx'
import './privacy-section.css'

type Consents = Reply<'myConsents'>
type Act = (done: string | null, work: () => Promise<unknown>) => Promise<void>

export interface PrivacySectionProps {
  readonly words: PrivacyWords
  /** On the buttons of a dialog. */
  readonly common: { readonly close: string; readonly cancel: string }
  /** Whoever reads this is deleted: nothing else on the page is theirs any more. */
  readonly onGone?: () => void
}

/** One's own data: to have, to agree to, to delete. For an account, a guest, whoever is known; drawn for nobody else. */
export function PrivacySection({ words, common, onGone }: PrivacySectionProps) {
  const { mine: said } = words
  const [consents, setConsents] = useState<Consents | null>(null)
  /** Or nobody could be asked: then it says so. */
  const [isKnown, setKnown] = useState(false)
  const [isGone, setGone] = useState(false)
  const [news, setNews] = useState<{ tone: Tone; text: string } | null>(null)
  const failed = (error: unknown) => setNews({ tone: 'bad', text: refusalOf(error).message || words.deletion.offline })
  const load = useCallback(() => api('myConsents', undefined).then(setConsents, failed), [words])
  useEffect(() => {
    const known = async () => {
      const { name } = await api('me', undefined)
      if (name === null) return
      setKnown(true)
      await load()
    }
    known().catch((error) => {
      setKnown(true)
      failed(error)
    })
  }, [load])
  const act: Act = async (done, work) => {
    setNews(null)
    await work().then(() => done && setNews({ tone: 'good', text: done }), failed)
    await load()
  }
  if (!isKnown) return null
  if (isGone) return <Gone words={words} />
  return (
    <section class="privacy-section" aria-labelledby="my-data">
      <h2 id="my-data">{said.title}</h2>
      <p class="quiet">{said.text}</p>
      <div role="status">{news && <Notice tone={news.tone}>{news.text}</Notice>}</div>
      <div>
        <Button onClick={() => void act(said.downloaded, () => download(said.file))}>{said.download}</Button>
      </div>
      {consents && <ConsentList consents={consents} words={words} act={act} />}
      <DeletionPart words={words} common={common} onGone={() => (onGone ? onGone() : setGone(true))} />
    </section>
  )
}

/** All that is left to say to whoever has left. */
export function Gone({ words: { deletion: said } }: { words: PrivacyWords }) {
  return (
    <div role="status">
      <Notice tone="good" action={<a href="/">{said.toHome}</a>}>
        {said.gone}
      </Notice>
    </div>
  )
}

interface ConsentListProps {
  consents: Consents
  words: PrivacyWords
  act: Act
}

/** What is asked now, each with where one stands; then what was agreed to and is asked no more. */
function ConsentList({ consents: { asked, given }, words: { mine: said }, act }: ConsentListProps) {
  const date = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium' })
  const timeOf = (givenAt: string) => said.given(date.format(new Date(givenAt)))
  const earlier = given.filter(({ consent }) => !asked.some(({ id }) => id === consent))
  if (asked.length + earlier.length === 0) return null
  return (
    <>
      <h3>{said.consents}</h3>
      <ul class="privacy-consents">
        {asked.map(({ id, version, text, required }) => {
          const agreed = given.find((one) => one.consent === id && one.version === version)
          return (
            <li key={id}>
              <div>
                <bdi>{text}</bdi>
                {agreed && (
                  <p class="quiet small">{[timeOf(agreed.givenAt), required && said.needed].filter(Boolean).join(' · ')}</p>
                )}
              </div>
              {agreed && !required && <Withdraw consent={id} text={text} words={said} act={act} />}
              {!agreed && (
                <Button onClick={() => void act(null, () => api('giveConsent', { consent: id }, { version }))}>
                  {said.agree}
                  <span class="unseen"> ({said.agreeNamed(text)})</span>
                </Button>
              )}
            </li>
          )
        })}
        {earlier.map(({ consent, version, givenAt }) => (
          <li key={consent}>
            <div>
              <bdi>{`${consent} ${version}`}</bdi>
              <p class="quiet small">{timeOf(givenAt)}</p>
            </div>
            <Withdraw consent={consent} text={consent} words={said} act={act} />
          </li>
        ))}
      </ul>
    </>
  )
}

interface WithdrawProps {
  consent: Consents['given'][number]['consent']
  text: string
  words: PrivacyWords['mine']
  act: Act
}

function Withdraw({ consent, text, words, act }: WithdrawProps) {
  return (
    <Button onClick={() => void act(null, () => api('withdrawConsent', { consent }))}>
      {words.withdraw}
      <span class="unseen"> ({words.withdrawNamed(text)})</span>
    </Button>
  )
}

/** Puts all of it into a file of the browser's downloads. */
async function download(name: string): Promise<void> {
  const data = await api('myData', undefined)
  const address = URL.createObjectURL(new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  // The browser takes the file after the press, not in it.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
