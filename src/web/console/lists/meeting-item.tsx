import { useState } from 'preact/hooks'
import type { EventCard, OwnMeetingCard } from '../../../contract/cards.schema.ts'
import { joinPath } from '../../lib/paths.ts'
import { useOrigin } from '../../lib/use-origin.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { MeetingPicture } from '../../ui/meeting-picture.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { meetingPlace } from '../places.ts'
import { useWords } from '../words.ts'

const networkNames = { irc: 'IRC', discord: 'Discord', twitch: 'Twitch', youtube: 'YouTube' } as const

/** One meeting as whoever runs it finds it: where it stands, how many are there, how people get in, and the way to its desk. */
export function MeetingItem({ card, event }: { card: OwnMeetingCard; event: EventCard | undefined }) {
  const { console: words } = useWords()
  const { meetings } = words
  const [isOpen, setOpen] = useState(false)
  const isRunning = card.at !== 'before' && card.at !== 'after'
  return (
    <li class="meeting-item">
      <MeetingPicture picture={card.picture} />
      <div class="meeting-item-main">
        <a class="meeting-item-title" href={meetingPlace(card.id)}>
          <bdi>{card.title}</bdi>
        </a>
        <p class="item-facts small">
          <span class={isRunning ? 'item-state item-running' : 'item-state'}>{words.at[card.at]}</span>
          <span>{meetings.participants(card.here)}</span>
          <span>{card.activities > 0 ? words.doneOf(card.done, card.activities) : words.activities(0)}</span>
          <span>{[meetings.inPerson, ...card.networks.map((one) => networkNames[one])].join(' · ')}</span>
          {card.startsAt && <time dateTime={card.startsAt}>{meetings.starts(momentText(card.startsAt))}</time>}
          {event && <bdi>{event.title}</bdi>}
        </p>
      </div>
      <div class="meeting-item-acts">
        {isRunning && (
          <a class="button button-quiet" href={meetingPlace(card.id)} aria-label={meetings.deskOf(card.title)}>
            <span class="button-face">{meetings.desk}</span>
          </a>
        )}
        <Button onClick={() => setOpen(true)}>
          {meetings.qr}
          <span class="unseen"> {card.title}</span>
        </Button>
      </div>
      <JoinDialog card={card} open={isOpen} onClose={() => setOpen(false)} />
    </li>
  )
}

function JoinDialog({ card, open, onClose }: { card: OwnMeetingCard; open: boolean; onClose: () => void }) {
  const { console: words, common } = useWords()
  const origin = useOrigin()
  const join = `${origin}${joinPath(card.code)}`
  return (
    <Dialog open={open} title={words.meetings.qrOf(card.title)} closeLabel={common.close} onClose={onClose}>
      {open && (
        <div class="meeting-item-qr">
          <QrCode text={join} label={words.join.qr(join)} />
          <p>
            <span class="quiet small">{words.join.code}</span> <b dir="ltr">{card.code}</b>
          </p>
          <p class="small" dir="ltr">
            {join}
          </p>
        </div>
      )}
    </Dialog>
  )
}

const momentText = (at: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))
