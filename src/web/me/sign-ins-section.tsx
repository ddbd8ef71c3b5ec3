import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import { api, refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Notice, type Tone } from '../ui/notice.tsx'
import { sentence } from './form.ts'
import { useWords } from './words.ts'

type SignIn = Reply<'mySignIns'>['signIns'][number]

/** Where one is signed in, by the kind of browser. `version` goes up when something else may have ended some. */
export function SignInsSection({ version }: { version: number }) {
  const words = useWords()
  const { me, language } = words
  const [all, setAll] = useState<readonly SignIn[] | null>(null)
  const [news, setNews] = useState<{ tone: Tone; text: string } | null>(null)
  const failed = useCallback((error: unknown) => setNews({ tone: 'bad', text: sentence(refusalOf(error), words) }), [words])
  const load = useCallback(() => api('mySignIns', undefined).then(({ signIns }) => setAll(signIns), failed), [failed])
  useEffect(() => void load(), [load, version])
  const end = async (work: () => Promise<unknown>) => {
    setNews(null)
    await work().then(() => setNews({ tone: 'good', text: me.signIns.ended }), failed)
    await load()
  }
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <section class="me-section card" aria-labelledby="me-sign-ins">
      <h2 id="me-sign-ins">{me.signIns.title}</h2>
      <p class="quiet">{me.signIns.text}</p>
      <div role="status">{news && <Notice tone={news.tone}>{news.text}</Notice>}</div>
      <ul class="me-list">
        {all?.map((one) => {
          const device = one.device || me.signIns.unknown
          const since = time.format(new Date(one.madeAt))
          return (
            <li key={one.id}>
              <span>
                <strong>{device}</strong> {one.current && <em>({me.signIns.current})</em>}
                <span class="quiet"> {me.signIns.since(since)}</span>
              </span>
              {!one.current && (
                <Button onClick={() => void end(() => api('endSignIn', { signIn: one.id }))}>
                  {me.signIns.end}
                  <span class="unseen"> ({me.signIns.endNamed(device, since)})</span>
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {(all?.length ?? 0) > 2 && (
        <div>
          <Button onClick={() => void end(() => api('endOtherSignIns', undefined))}>{me.signIns.endOthers}</Button>
        </div>
      )}
    </section>
  )
}
