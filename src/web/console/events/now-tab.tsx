import { useState } from 'preact/hooks'
import type { BoardTrack } from '../../../contract/board.schema.ts'
import { PLACE_CHARS_MAX, TOPIC_CHARS_MAX } from '../../../contract/limits.ts'
import { BadgeLabel } from '../../board/badge.tsx'
import { topicPieces } from '../../board/said.ts'
import { Said } from '../../board/said.tsx'
import { agoText } from '../../board/times.ts'
import { useNow } from '../../board/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { iconPlus } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { placeIn } from '../places.ts'
import { useWords } from '../words.ts'
import { acts } from './acts.ts'
import type { TabProps } from './events-page.tsx'
import { languageNow } from './shared.ts'
import { type Asked, TextDialog } from './text-dialog.tsx'

const FILTER_FROM = 12

/** Now and next of every track, by click. */
export function NowTab({ view, words, act }: TabProps) {
  const [filter, setFilter] = useState('')
  const [asked, ask] = useState<Asked | null>(null)
  const wanted = filter.trim().toLowerCase()
  const tracks = view.tracks.filter(({ name, title }) => `${name} ${title}`.toLowerCase().includes(wanted))
  if (view.tracks.length === 0)
    return (
      <EmptyState title={words.now.none} action={<a href={placeIn('events', `${view.event.id}/tracks`)}>{words.tracks.add}</a>} />
    )
  return (
    <section class="events-part">
      <p class="quiet">{words.now.lead}</p>
      {view.tracks.length > FILTER_FROM && (
        <Field
          type="search"
          label={words.filter}
          bareLabel
          placeholder={words.filter}
          value={filter}
          onInput={(typed) => setFilter(typed.currentTarget.value)}
        />
      )}
      <ul class="events-rows">
        {tracks.map((track) => (
          <Row key={track.name} track={track} event={view.event.id} words={words} act={act} onAsk={ask} />
        ))}
      </ul>
      {asked && <TextDialog asked={asked} onClose={() => ask(null)} />}
    </section>
  )
}

interface RowProps extends Pick<TabProps, 'words' | 'act'> {
  track: BoardTrack
  event: TabProps['view']['event']['id']
  onAsk: (asked: Asked) => void
}

function Row({ track, event, words, act, onAsk }: RowProps) {
  const { common } = useWords()
  const { name } = track
  const label = track.title || name
  const say = () =>
    onAsk({
      title: words.now.sayTitle(label),
      label: words.now.text,
      hint: track.next.length > 0 ? words.now.textHint : '',
      text: track.now?.text ?? '',
      charsMax: TOPIC_CHARS_MAX,
      go: words.now.say,
      save: (text) => acts.setNow(event, name, text),
    })
  const add = () =>
    onAsk({
      title: words.now.addTitle(label),
      label: words.now.addText,
      text: '',
      charsMax: TOPIC_CHARS_MAX,
      go: words.now.add,
      save: (text) => acts.addNext(event, name, text),
    })
  const place = () =>
    onAsk({
      title: words.now.placeTitle(label),
      label: words.now.place,
      hint: words.now.placeHint,
      text: track.place ?? '',
      charsMax: PLACE_CHARS_MAX,
      go: common.save,
      mayBeEmpty: true,
      save: (text) => acts.setPlace(event, name, text),
    })
  return (
    <li class="events-row">
      <div class="events-row-head">
        <BadgeLabel track={track} name={name} />
        {track.place && <bdi class="quiet small">{track.place}</bdi>}
      </div>
      <NowAndNext track={track} words={words} />
      <div class="events-row-acts">
        <Button onClick={say}>
          {words.now.say}
          <span class="unseen">: {label}</span>
        </Button>
        <Button icon={iconPlus} onClick={add}>
          {words.now.add}
          <span class="unseen">: {label}</span>
        </Button>
        <Menu
          label={words.now.more(label)}
          items={[
            { label: words.now.place, onChoose: place },
            {
              label: words.now.clear,
              disabled: track.now === null && track.next.length === 0,
              onChoose: () => void act(() => acts.clear(event, name)),
            },
          ]}
        />
      </div>
    </li>
  )
}

function NowAndNext({ track, words }: Pick<RowProps, 'track' | 'words'>) {
  const now = useNow(20_000)
  return (
    <div class="events-row-said">
      {track.now ? (
        <p>
          <b>
            <Said pieces={topicPieces(track.now.text)} />
          </b>{' '}
          <span class="quiet small digits">{agoText(track.now.at, now, languageNow())}</span>
        </p>
      ) : (
        <p class="quiet">{words.now.nothing}</p>
      )}
      {track.next.length > 0 && (
        <p class="small">
          <span class="quiet">{words.now.nextLabel} </span>
          <bdi>{track.next.map(({ text }) => text).join(' · ')}</bdi>
        </p>
      )}
    </div>
  )
}
