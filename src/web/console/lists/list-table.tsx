import type { ComponentChildren } from 'preact'
import type { ListsWords } from '../../../words/lists/en.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/progress.tsx'
import { placeIn } from '../places.ts'
import { useWords } from '../words.ts'
import type { List } from './use-list.ts'

export interface Column<Row> {
  readonly label: string
  readonly cell: (row: Row) => ComponentChildren
  /** Digits, to stand below each other. */
  readonly digits?: boolean
  /** Says few words, that are never broken: the room goes to names and titles. */
  readonly brief?: boolean
}

interface TableProps<Row> {
  /** Names the table. */
  label: string
  list: List<Row>
  /** The first one names the row. */
  columns: readonly Column<Row>[]
  /** Something is looked for: an empty list says so. */
  isFiltered: boolean
  onClear: () => void
  words: ListsWords
}

/** One list with its states: coming, refused, empty, and page after page. On a narrow screen each row is a card. */
export function ListTable<Row extends { readonly id: string }>(props: TableProps<Row>) {
  const { list, words, isFiltered, onClear } = props
  const { console: all, common } = useWords()
  const { told, failed } = list
  return (
    <>
      {failed && (
        <Notice tone="bad" action={<Button onClick={list.again}>{common.tryAgain}</Button>}>
          {failed === 'offline' ? all.failed.offline : failed}
        </Notice>
      )}
      {!told && !failed && <Spinner />}
      <p class="quiet small" role="status">
        {told && told.rows.length > 0 && words.shown(told.rows.length)}
      </p>
      {told?.rows.length === 0 && (
        <EmptyState
          title={isFiltered ? words.none : words.empty}
          text={isFiltered ? words.noneText : words.emptyText}
          action={
            isFiltered ? (
              <Button onClick={onClear}>{words.clear}</Button>
            ) : (
              <a class="button button-quiet" href={placeIn('')}>
                <span class="button-face">{words.toMeetings}</span>
              </a>
            )
          }
        />
      )}
      {told && told.rows.length > 0 && <Rows {...props} rows={told.rows} />}
      {told?.next && (
        <div>
          <Button busy={list.busy} onClick={list.more}>
            {words.more}
          </Button>
        </div>
      )}
    </>
  )
}

function Rows<Row extends { readonly id: string }>({ label, rows, columns }: TableProps<Row> & { rows: readonly Row[] }) {
  const [first, ...others] = columns
  const looks = ({ digits, brief }: Column<Row>) => (digits ? 'digits lists-number' : brief ? 'lists-brief' : undefined)
  return (
    <table class="stacked lists-table" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.label} scope="col" class={looks(column)}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row" data-label={first?.label}>
              <div>{first?.cell(row)}</div>
            </th>
            {others.map((column) => (
              <td key={column.label} data-label={column.label} class={looks(column)}>
                <div>{column.cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
