import type { Ref } from 'preact'
import { useRef } from 'preact/hooks'
import type { ConsoleWords } from '../../words/console/en.ts'
import { Field } from '../ui/field.tsx'
import './search-box.css'
import { type Asked, type Group, groupsOf, useFound, useSettingsWords } from './search.ts'
import { useStanding } from './standing.ts'
import { useWords } from './words.ts'

const CHARS_MAX = 100

/** One box for all there is. Arrow keys go through what was found, Enter opens the first, Escape empties the box. */
export function SearchBox(props: { inputRef: Ref<HTMLInputElement>; wanted: string; onWanted: (wanted: string) => void }) {
  const { wanted, onWanted } = props
  const { console: words } = useWords()
  const standing = useStanding()
  const box = useRef<HTMLElement>(null)
  const text = wanted.trim()
  const found = useFound(text)
  const groups = groupsOf(text, found, words, useSettingsWords(text !== ''), standing)
  const empty = (pressed: KeyboardEvent) => {
    if (pressed.key !== 'Escape' || wanted === '') return
    pressed.preventDefault()
    onWanted('')
    box.current?.querySelector('input')?.focus()
  }
  return (
    <search
      ref={box}
      class="search"
      onKeyDown={(pressed) => {
        empty(pressed)
        walk(pressed, box.current)
      }}
    >
      <form
        onSubmit={(sent) => {
          sent.preventDefault()
          box.current?.querySelector<HTMLElement>('a')?.click()
        }}
      >
        <Field
          type="search"
          bareLabel
          label={words.search.label}
          placeholder={words.search.hint}
          autocomplete="off"
          maxLength={CHARS_MAX}
          ref={props.inputRef}
          value={wanted}
          onInput={(typed) => onWanted(typed.currentTarget.value)}
        />
      </form>
      <p class="search-said small quiet" role="status">
        {saidOf(found, groups, words)}
      </p>
      {groups.map((group) => (
        <Results key={group.title} group={group} />
      ))}
    </search>
  )
}

function Results({ group }: { group: Group }) {
  return (
    <section>
      <h2 class="search-kind small">{group.title}</h2>
      <ul class="nav-list">
        {group.results.map((result) => (
          <li key={result.address}>
            <a href={result.address}>
              <span class="search-name">
                <bdi>{result.title}</bdi>
                {result.more && <bdi class="small quiet">{result.more}</bdi>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Said once and politely beside the list. */
function saidOf(found: Asked, groups: readonly Group[], { search }: ConsoleWords): string {
  if (found === 'resting') return ''
  if (found === 'asking') return search.asking
  if (found === 'failed') return search.failed
  const n = groups.reduce((sum, { results }) => sum + results.length, 0)
  return n === 0 ? search.none : search.found(n)
}

function walk(pressed: KeyboardEvent, box: HTMLElement | null): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[pressed.key]
  const links = [...(box?.querySelectorAll<HTMLElement>('a') ?? [])]
  if (!by || links.length === 0) return
  pressed.preventDefault()
  const to = links.indexOf(document.activeElement as HTMLElement) + by
  if (to < 0) box?.querySelector('input')?.focus()
  else links[Math.min(to, links.length - 1)]?.focus()
}
