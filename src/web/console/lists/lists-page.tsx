import { useEffect, useState } from 'preact/hooks'
import type { OwnMeetingCard } from '../../../contract/cards.schema.ts'
import type { ListsWords } from '../../../words/lists/en.ts'
import { Button } from '../../ui/button.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { ownMeetings } from '../lists.ts'
import type { PageProps } from '../pages.ts'
import { faceComponents } from './faces.tsx'
import { Filters } from './filters.tsx'
import './lists.css'
import { faces, useWish } from './wish.ts'

/** What is in all meetings one runs: a list a tab, its filters above it. */
export function ListsPage({ rest, words }: PageProps & { words: ListsWords }) {
  const { face, wish, go } = useWish(rest)
  const [meetings, setMeetings] = useState<readonly OwnMeetingCard[]>([])
  useEffect(() => {
    ownMeetings().then(setMeetings, () => {})
  }, [])
  const Face = faceComponents[face]
  return (
    <main class="lists" id="main">
      <header class="lists-head">
        <h1>{words.title}</h1>
        <p class="quiet">{words.text}</p>
      </header>
      <Tabs
        label={words.tabs}
        tabs={faces.map((id) => ({ id, label: words.faces[id] }))}
        chosen={face}
        onChoose={(id) => go(id, { meeting: wish.meeting })}
      >
        <div class="lists-face">
          <Filters face={face} wish={wish} meetings={meetings} words={words} onChange={(next) => go(face, next)} />
          {wish.activity && (
            <div>
              <Button onClick={() => go(face, { ...wish, activity: '' })}>{words.everyActivity}</Button>
            </div>
          )}
          <Face key={face} wish={wish} words={words} onClear={() => go(face, {})} />
        </div>
      </Tabs>
    </main>
  )
}
