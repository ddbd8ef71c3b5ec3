import { useState } from 'preact/hooks'
import type { EventId } from '../../../contract/meeting.schema.ts'
import type { Role } from '../../../contract/people.schema.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { ask } from '../door.ts'
import { useStanding } from '../standing.ts'
import type { PartProps } from './person-page.tsx'
import { placeName, roleIn, roles, timeOf } from './shared.ts'

const ranks = { owner: 4, organizer: 3, moderator: 2, member: 1 } as const
type Place = EventId | '*'
const placeOf = (event: EventId | null): Place => event ?? '*'

/** The places where the asker holds at least this role: those that are offered. The server decides. */
function usePlaces(events: PartProps['events'], least: Role): Place[] {
  const standing = useStanding()
  const held = standing.roles.filter(({ role }) => (ranks[role as Role] ?? 0) >= ranks[least])
  const all = held.some(({ event }) => event === null)
  const own = events.filter(({ id }) => all || held.some(({ event }) => event === id)).map(({ id }) => id)
  return all ? ['*', ...own] : own
}

function PlaceSelect(props: {
  label: string
  places: readonly Place[]
  value: Place
  words: PartProps['words']
  onChange: (place: Place) => void
}) {
  return (
    <Select label={props.label} value={props.value} onChange={(chosen) => props.onChange(chosen.currentTarget.value as Place)}>
      {props.places.map((place) => (
        <option key={place} value={place}>
          {placeName(place === '*' ? null : place, props.words)}
        </option>
      ))}
    </Select>
  )
}

/** What they may do, here and there: given and taken away. */
export function RolesPart({ person, words, events, act, confirm }: PartProps) {
  const places = usePlaces(events, 'organizer')
  const owned = usePlaces(events, 'owner')
  const said = words.person
  const revoke = (held: (typeof person.roles)[number]) =>
    confirm({
      title: said.revokeSure.title(roleIn(held, words)),
      text: said.revokeSure.text,
      go: said.revoke,
      danger: true,
      onGo: () =>
        void act(words.saved.revoked, () =>
          ask('revokeRole', { person: person.id, role: held.role, event: placeOf(held.event) }),
        ),
    })
  const mayTake = ({ role, event }: (typeof person.roles)[number]) =>
    (ranks[role] < ranks.organizer ? places : owned).includes(placeOf(event))
  return (
    <section class="person-part" aria-labelledby="roles">
      <h2 id="roles">{words.columns.roles}</h2>
      {person.roles.length === 0 && <p class="quiet">{said.rolesNone}</p>}
      <ul class="person-list">
        {person.roles.map((held) => (
          <li key={`${held.role}/${held.event}`}>
            <span>{roleIn(held, words)}</span>
            {mayTake(held) && (
              <Button onClick={() => revoke(held)}>
                {said.revoke}
                <span class="unseen"> ({said.revokeNamed(roleIn(held, words))})</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {places.length > 0 && <GrantForm person={person} words={words} act={act} places={places} owned={owned} />}
    </section>
  )
}

function GrantForm(props: Pick<PartProps, 'person' | 'words' | 'act'> & { places: readonly Place[]; owned: readonly Place[] }) {
  const { person, words, act, places, owned } = props
  const { grant } = words.person
  const [place, setPlace] = useState<Place>(places[0] ?? '*')
  const [role, setRole] = useState<Role>('moderator')
  const [busy, setBusy] = useState(false)
  const given = roles.filter((one) => ranks[one] < ranks.organizer || owned.includes(place))
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    setBusy(true)
    await act(words.saved.granted, () => ask('grantRole', { person: person.id, role, event: place }))
    setBusy(false)
  }
  return (
    <form class="person-form" aria-label={grant.title} onSubmit={submit}>
      <Select label={grant.role} value={role} onChange={(chosen) => setRole(chosen.currentTarget.value as Role)}>
        {given.map((one) => (
          <option key={one} value={one}>
            {words.roles[one]}
          </option>
        ))}
      </Select>
      <PlaceSelect label={grant.where} places={places} value={place} words={words} onChange={setPlace} />
      <Button type="submit" busy={busy}>
        {grant.go}
      </Button>
    </form>
  )
}

/** Where they are banned: lifted and set. */
export function BansPart({ person, words, events, act }: PartProps) {
  const places = usePlaces(events, 'moderator')
  const said = words.person
  const lift = (event: EventId | null) =>
    void act(words.saved.lifted, () => ask('unbanPerson', { person: person.id, event: placeOf(event) }))
  return (
    <section class="person-part" aria-labelledby="bans">
      <h2 id="bans">{said.bans}</h2>
      {person.bans.length === 0 && <p class="quiet">{said.bansNone}</p>}
      <ul class="person-list">
        {person.bans.map((one) => (
          <li key={one.event}>
            <span>
              {placeName(one.event, words)} <time dateTime={one.at}>{timeOf(one.at)}</time>
              {one.reason && <bdi class="quiet"> {one.reason}</bdi>}
            </span>
            {places.includes(placeOf(one.event)) && <Button onClick={() => lift(one.event)}>{said.lift}</Button>}
          </li>
        ))}
      </ul>
      {person.roles.length > 0 && <p class="quiet small">{said.banText}</p>}
      {person.roles.length === 0 && places.length > 0 && <BanForm person={person} words={words} act={act} places={places} />}
    </section>
  )
}

function BanForm(props: Pick<PartProps, 'person' | 'words' | 'act'> & { places: readonly Place[] }) {
  const { person, words, act, places } = props
  const { ban } = words.person
  const [place, setPlace] = useState<Place>(places[0] ?? '*')
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    setBusy(true)
    if (await act(words.saved.banned, () => ask('banPerson', { person: person.id, event: place }, { reason }))) setReason('')
    setBusy(false)
  }
  return (
    <form class="person-form" aria-label={ban.title} onSubmit={submit}>
      <PlaceSelect label={ban.where} places={places} value={place} words={words} onChange={setPlace} />
      <Field
        label={ban.reason}
        hint={ban.reasonHint}
        dir="auto"
        maxLength={300}
        autocomplete="off"
        value={reason}
        onInput={(typed) => setReason(typed.currentTarget.value)}
      />
      <Button type="submit" busy={busy}>
        {ban.go}
      </Button>
    </form>
  )
}
