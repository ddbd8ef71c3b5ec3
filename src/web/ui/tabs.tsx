import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { keyMoves } from './roving.ts'
import './tabs.css'

export interface Tab<Id extends string> {
  id: Id
  label: string
  /** A word on the tab, such as "today". */
  badge?: string
}

interface TabsProps<Id extends string> {
  label: string
  tabs: readonly Tab<Id>[]
  chosen: Id
  onChoose: (id: Id) => void
  /** The chosen tab's content. */
  children: ComponentChildren
}

/** One place with several faces. Arrow keys walk and choose. */
export function Tabs<Id extends string>({ label, tabs, chosen, onChoose, children }: TabsProps<Id>) {
  const base = useId()
  const list = useRef<HTMLDivElement>(null)
  const walk = (pressed: KeyboardEvent) => {
    const rtl = list.current !== null && getComputedStyle(list.current).direction === 'rtl'
    const at = tabs.findIndex((tab) => tab.id === chosen)
    const to = keyMoves(pressed.key, at, tabs.length, 'row', rtl)
    const tab = to === null ? undefined : tabs[to]
    if (!tab || to === null) return
    pressed.preventDefault()
    onChoose(tab.id)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus()
  }
  return (
    <div class="tabs">
      <div ref={list} class="tabs-list" role="tablist" aria-label={label} onKeyDown={walk}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}-${tab.id}`}
            class="tab"
            aria-selected={tab.id === chosen}
            aria-controls={tab.id === chosen ? `${base}-panel` : undefined}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => onChoose(tab.id)}
          >
            {tab.label}
            {tab.badge && <span class="tab-badge">{tab.badge}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${chosen}`}>
        {children}
      </div>
    </div>
  )
}
