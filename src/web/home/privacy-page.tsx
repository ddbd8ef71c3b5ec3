import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import { privacyWords } from '../../words/privacy/all.ts'
import type { PrivacyWords } from '../../words/privacy/en.ts'
import { api } from '../lib/api.ts'
import { wordsIn } from '../lib/language.ts'
import { PrivacySection } from '../me/privacy-section.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { useFresh } from './use-fresh.ts'
import { useWords } from './words.ts'
import './privacy-page.css'

type Told = Reply<'privacy'>
const networkNames: Record<Told['networks'][number], string> = {
  irc: 'IRC',
  discord: 'Discord',
  twitch: 'Twitch',
  youtube: 'YouTube',
}

/** What is kept of people, in plain words, from the settings as they are; and what whoever reads it may do about their own. */
export function PrivacyPage() {
  const { common, language } = useWords()
  const [words, setWords] = useState<PrivacyWords | null>(null)
  useEffect(() => void wordsIn(language, privacyWords).then(setWords), [language])
  const found = useFresh(() => api('privacy', undefined))
  if (!words || found.at === 'loading') return <Spinner />
  const said = words.page
  return (
    <article class="privacy">
      <header>
        <h1>{said.title}</h1>
        <p class="quiet">{said.lead}</p>
      </header>
      {found.at === 'refused' ? (
        <Notice tone="warn">{found.refusal.message || said.unreachable}</Notice>
      ) : (
        <Facts told={found.told} words={words} />
      )}
      <div class="privacy-mine">
        <PrivacySection words={words} common={common} />
      </div>
    </article>
  )
}

function Facts({ told, words: { page: said } }: { told: Told; words: PrivacyWords }) {
  const { account, long, never, who, rights } = said
  const networks = told.networks.map((name) => networkNames[name]).join(', ')
  return (
    <>
      <Part title={said.part.title} points={[said.part.seat, said.part.cookie(told.guestDays)]} />
      {networks !== '' && (
        <Part title={said.chats.title} points={[said.chats.answers(networks), said.chats.topics, said.chats.rest]} />
      )}
      <Part
        title={account.title}
        points={[
          account.data,
          account.signIns(told.signInHours, told.keptSignInDays),
          account.unconfirmed(told.unconfirmedDays),
          told.sendsMails ? account.mails(told.mailDays) : account.keptMails(told.mailDays),
        ]}
      />
      {told.consents.length > 0 && (
        <Part
          title={said.consents.title}
          points={told.consents.map(({ text, required }) => (
            <>
              <bdi>{text}</bdi> {required && <span class="quiet">({said.consents.required})</span>}
            </>
          ))}
        />
      )}
      <Part title={long.title} points={durations(told, long)} />
      <Part title={never.title} points={[never.addresses, never.elsewhere]} />
      <Part title={who.title} points={[who.hall, who.organizers, who.programs]} />
      <section>
        <h2>{rights.title}</h2>
        <p>{rights.text}</p>
        <p>
          {told.contact ? (
            <>
              {rights.contact} <a href={`mailto:${encodeURIComponent(told.contact)}`}>{told.contact}</a>
            </>
          ) : (
            rights.none
          )}
        </p>
      </section>
    </>
  )
}

const durations = (told: Told, long: PrivacyWords['page']['long']): ComponentChildren[] => [
  told.retentionDays === null ? long.forever : long.seats(told.retentionDays),
  ...(told.retentionDays === null ? [] : [long.persons]),
  ...(told.events.length === 0
    ? []
    : [
        <>
          {long.events}
          <ul>
            {told.events.map(({ title, days }) => (
              <li key={title}>{long.event(title, days)}</li>
            ))}
          </ul>
        </>,
      ]),
  long.news(told.newsDays),
  long.acts,
  long.backups,
]

function Part({ title, points }: { title: string; points: readonly ComponentChildren[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {points.map((point, i) => (
          <li key={i}>{point}</li>
        ))}
      </ul>
    </section>
  )
}
