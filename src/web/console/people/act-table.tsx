import type { Act } from '../../../contract/people.schema.ts'
import type { PeopleWords } from '../../../words/people/en.ts'
import { placeIn } from '../places.ts'
import { actName, placeName, roles, timeOf } from './shared.ts'

/** Acts as a table: when, who, what, about whom, and the facts. */
export function ActTable({ acts, words }: { acts: readonly Act[]; words: PeopleWords }) {
  const { columns } = words.acts
  return (
    <table class="stacked people-table">
      <thead>
        <tr>
          {[columns.at, columns.by, columns.act, columns.about, columns.detail].map((said) => (
            <th key={said} scope="col">
              {said}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {acts.map((act) => (
          <tr key={act.id}>
            <td data-label={columns.at}>
              <time dateTime={act.at}>{timeOf(act.at)}</time>
            </td>
            <td data-label={columns.by}>
              {act.by ? <PersonLink id={act.by.id} name={act.by.name || words.removedName} /> : words.system}
            </td>
            <th scope="row" data-label={columns.act}>
              {actName(act.act, words)}
            </th>
            <td data-label={columns.about}>
              {act.subject.startsWith('person:') ? (
                <PersonLink id={act.subject.slice('person:'.length)} name={act.subjectName || words.removedName} />
              ) : (
                <code>{act.subject}</code>
              )}
            </td>
            <td data-label={columns.detail}>{factsOf(act, words)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PersonLink({ id, name }: { id: string; name: string }) {
  return (
    <a href={placeIn('people', id)}>
      <bdi>{name}</bdi>
    </a>
  )
}

/** The facts that people understand; ids are not among them. */
function factsOf({ detail }: Act, words: PeopleWords): string {
  const role = roles.find((one) => one === detail.role)
  const place = detail.event === null || typeof detail.event === 'string' ? placeName(detail.event, words) : ''
  const others = Object.entries(detail).filter(([key]) => !['role', 'event', 'merge', 'person'].includes(key))
  return [role ? words.roles[role] : '', place, ...others.map(([, fact]) => String(fact))].filter(Boolean).join(', ')
}
