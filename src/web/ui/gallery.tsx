import { render } from 'preact'
import { useState } from 'preact/hooks'
import { attendWords } from '../../words/attend/all.ts'
import { commonWords } from '../../words/common/all.ts'
import type { CommonWords } from '../../words/common/en.ts'
import { type Language, languages } from '../../words/languages.ts'
import { rememberLanguage, startLanguage, wordsIn } from '../lib/language.ts'
import './tokens.css'
import './hall.css'
import './base.css'
import { Button, IconButton } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { EmptyState } from './empty-state.tsx'
import { Field, Select, TextArea } from './field.tsx'
import './gallery.css'
import { Live } from './gallery-live.tsx'
import { Header } from './header.tsx'
import { iconCopy, iconEdit, iconPeople, iconPlay, iconPlus, iconQr, iconTrash } from './icon.tsx'
import { LanguageSelect } from './language-select.tsx'
import { Mark, Wordmark } from './mark.tsx'
import { Menu } from './menu.tsx'
import { Notice, type Toast, Toasts } from './notice.tsx'
import { Progress, Spinner } from './progress.tsx'
import { Shape } from './shape.tsx'
import { Tabs } from './tabs.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import { Checkbox, Switch } from './tick.tsx'

const asked = new URLSearchParams(location.search)
for (const name of ['theme', 'distance'] as const) {
  const value = asked.get(name)
  if (value) document.documentElement.dataset[name] = value
}
const language = startLanguage()
if (asked.has('rtl')) document.documentElement.dir = 'rtl'
const [attend, common] = await Promise.all([wordsIn(language, attendWords), wordsIn(language, commonWords)])

/** Every component in every state on one page, to be looked at; built with `vite build --mode gallery`. */
function Gallery() {
  return (
    <>
      <Header
        homeLabel={common.home}
        skipLabel={common.skipToContent}
        title="Open Tools Days"
        nav={
          <>
            <a href="#main" aria-current="page">
              Meetings
            </a>
            <a href="#main">People</a>
          </>
        }
        actions={
          <>
            <LanguageSelect label={common.language} languages={languages} chosen={language} onChoose={switchTo} />
            <ThemeToggle words={common.theme} />
          </>
        }
      />
      <main id="main" class="gallery">
        <h1 class="unseen">All components</h1>
        <Look />
        <Live attend={attend} common={common} />
        <Forms />
        <Pieces common={common} />
      </main>
    </>
  )
}

function switchTo(chosen: Language): void {
  rememberLanguage(chosen)
  location.reload()
}

function Look() {
  return (
    <section class="gallery-wide">
      <h2>Name and marks</h2>
      <div class="gallery-row gallery-hero">
        <Wordmark />
      </div>
      <div class="gallery-row">
        <span class="small">
          <Mark />
        </span>
        {[0, 1, 2, 3, 4, 5, 6, 7].map((index) => (
          <Shape key={index} index={index} />
        ))}
      </div>
    </section>
  )
}

function Forms() {
  return (
    <section>
      <h2>Fields</h2>
      <Field label="Title" hint="What people read first." value="What would help you contribute more?" />
      <Field label="Code" error="Letters and digits only." value="k7 qx!" />
      <Field label="Search" placeholder="A name or a number" type="search" />
      <TextArea label="Description" hint="Markdown works here." />
      <Select label="Kind">
        <option>Poll</option>
        <option>Word cloud</option>
      </Select>
      <div>
        <Checkbox label="Several answers" checked hint="Each person may choose any number." />
        <Checkbox label="Show counts while open" />
        <Switch label="Listen to #open-tools" checked />
        <Switch label="Announce results in the chat" />
        <Switch label="Not available here" disabled />
      </div>
    </section>
  )
}

function Pieces({ common }: { common: CommonWords }) {
  const [open, setOpen] = useState(asked.has('dialog'))
  const [toasts, setToasts] = useState<Toast[]>(asked.has('toast') ? [{ id: '1', tone: 'good', text: 'Poll removed.' }] : [])
  return (
    <section>
      <h2>Buttons, notices and the rest</h2>
      <div class="gallery-row">
        <Button kind="primary" icon={iconPlay} onClick={() => setOpen(true)}>
          Open poll
        </Button>
        <Button icon={iconPlus}>Add</Button>
        <Button kind="danger" icon={iconTrash}>
          Delete
        </Button>
        <Button kind="primary" busy>
          Saving
        </Button>
        <Button disabled>Not now</Button>
      </div>
      <div class="gallery-row">
        <IconButton icon={iconEdit} label="Edit" />
        <IconButton icon={iconCopy} label="Copy" />
        <IconButton icon={iconQr} label="Show the code" pressed />
        <IconButton icon={iconPeople} label="People" disabled />
        <Menu
          label={common.more}
          items={[
            { label: 'Rename', icon: iconEdit, onChoose: () => setOpen(true) },
            { label: 'Copy', icon: iconCopy, disabled: true, onChoose: () => undefined },
            {
              label: 'Delete',
              icon: iconTrash,
              danger: true,
              onChoose: () => setToasts([{ id: '1', tone: 'good', text: 'Poll removed.' }]),
            },
          ]}
        />
        <Spinner />
      </div>
      <Told common={common} />
      <EmptyState
        title="No meetings yet"
        text="The first one takes a minute."
        action={<Button kind="primary">New meeting</Button>}
      />
      <Dialog
        open={open}
        title="Delete this poll?"
        closeLabel={common.close}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{common.cancel}</Button>
            <Button kind="danger" onClick={() => setOpen(false)}>
              Delete
            </Button>
          </>
        }
      >
        <p>Its 48 answers go with it. You can take this back for a minute.</p>
      </Dialog>
      <Toasts toasts={toasts} closeLabel={common.close} onClose={() => setToasts([])} />
    </section>
  )
}

function Told({ common }: { common: CommonWords }) {
  const [tab, setTab] = useState<'fri' | 'sat'>('fri')
  return (
    <>
      <Progress label="Reading the schedule" value={0.62} />
      <Notice tone="good">Saved.</Notice>
      <Notice tone="info">A second organizer has opened this meeting.</Notice>
      <Notice tone="warn" action={<Button>{common.tryAgain}</Button>}>
        Twitch has not answered for two minutes.
      </Notice>
      <Notice tone="bad">The file is not a schedule.</Notice>
      <Tabs
        label="Days"
        tabs={[
          { id: 'fri', label: 'Friday 20', badge: 'today' },
          { id: 'sat', label: 'Saturday 21' },
        ]}
        chosen={tab}
        onChoose={setTab}
      >
        <p class="quiet">{tab === 'fri' ? 'Two rooms, nine talks.' : 'One room, four talks.'}</p>
      </Tabs>
    </>
  )
}

const place = document.querySelector('#app')
if (place) render(<Gallery />, place)
