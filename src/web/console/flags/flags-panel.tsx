import { useState } from 'preact/hooks'
import type { ConsoleFlag, FlagsChange, FlagsView, LoggedTry } from '../../../contract/flags.schema.ts'
import { applyFlagsChange, flagsFeed, flagText } from '../../../contract/flags.ts'
import type { ConsoleView } from '../../../contract/meeting.schema.ts'
import type { FlagsWords } from '../../../words/flags/en.ts'
import type { PagesWords } from '../../../words/pages/en.ts'
import { flagPath } from '../../lib/paths.ts'
import { useFeed } from '../../lib/use-feed.ts'
import { useOrigin } from '../../lib/use-origin.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { iconEdit, iconPlus, iconQr, iconTrash } from '../../ui/icon.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { Confirm, type Question } from '../confirm.tsx'
import { CopyField } from '../copy-field.tsx'
import { ask, pageSocket, refusedBy } from '../door.ts'
import type { Teller } from '../toasts.ts'
import { useWords } from '../words.ts'
import { FlagForm } from './flag-form.tsx'
import './flags.css'

export interface FlagsPanelProps {
  view: ConsoleView
  teller: Teller
  words: FlagsWords
  pages: PagesWords
}

type Opened = { what: 'form'; flag: ConsoleFlag | null } | { what: 'qr'; flag: ConsoleFlag } | null

/** The flags of a meeting, and the tries as they come. */
export function FlagsPanel({ view, teller, words, pages }: FlagsPanelProps) {
  const { desk } = words
  const all = useWords()
  const { view: followed } = useFeed<FlagsView, FlagsChange>(pageSocket(), flagsFeed(view.id), applyFlagsChange)
  const [opened, open] = useState<Opened>(null)
  const [question, setQuestion] = useState<Question | null>(null)
  const { flags, tries } = followed.value ?? { flags: [], tries: [] }
  const { showFlags, flagPrefix } = view.settings
  const remove = ({ id, prepared }: ConsoleFlag) =>
    setQuestion({
      title: desk.removeTitle,
      text: desk.removeText(prepared.name),
      go: desk.removeGo,
      danger: true,
      onGo: () =>
        void ask('deleteFlag', { meeting: view.id, flag: id }).catch((error: unknown) =>
          teller.tell('bad', refusedBy(error)?.message ?? all.console.failed.offline),
        ),
    })
  return (
    <section class="panel" aria-labelledby="flags-title">
      <h2 id="flags-title">{desk.title}</h2>
      <p class="quiet small">{showFlags ? desk.shown(flagText(flagPrefix, '…')) : desk.hidden}</p>
      {flags.length === 0 ? (
        <p class="quiet small">{desk.none}</p>
      ) : (
        <ul class="flags">
          {flags.map((flag) => (
            <FlagRow key={flag.id} flag={flag} words={words} onOpen={open} onRemove={remove} />
          ))}
        </ul>
      )}
      <div>
        <Button icon={iconPlus} onClick={() => open({ what: 'form', flag: null })}>
          {desk.add}
        </Button>
      </div>
      {(showFlags || tries.length > 0) && <Tries tries={tries} flags={flags} words={words} />}
      {opened?.what === 'form' && (
        <FlagForm
          meeting={view.id}
          known={opened.flag}
          words={words}
          pages={pages}
          onSaved={() => teller.tell('good', desk.saved)}
          onClose={() => open(null)}
        />
      )}
      {opened?.what === 'qr' && (
        <FlagQr view={view} flag={opened.flag} teller={teller} words={words} onClose={() => open(null)} />
      )}
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </section>
  )
}

interface RowProps {
  flag: ConsoleFlag
  words: FlagsWords
  onOpen: (opened: Opened) => void
  onRemove: (flag: ConsoleFlag) => void
}

function FlagRow({ flag, words: { desk }, onOpen, onRemove }: RowProps) {
  const { common } = useWords()
  const { name, code, points, firstPoints } = flag.prepared
  return (
    <li class="flag">
      <span class="flag-words">
        <b dir="auto">{name}</b>
        <span class="quiet small">
          <code dir="ltr">{code}</code> · {common.points(points)}
          {firstPoints > 0 && ` + ${firstPoints}`} · {desk.foundBy(flag.found)}
        </span>
      </span>
      <span class="flag-acts">
        <IconButton icon={iconQr} label={desk.qr(name)} onClick={() => onOpen({ what: 'qr', flag })} />
        <IconButton icon={iconEdit} label={desk.edit(name)} onClick={() => onOpen({ what: 'form', flag })} />
        <IconButton icon={iconTrash} label={desk.remove(name)} onClick={() => onRemove(flag)} />
      </span>
    </li>
  )
}

/** The last tries, the latest first. Not a live region: it would talk without end. */
function Tries({ tries, flags, words }: { tries: readonly LoggedTry[]; flags: readonly ConsoleFlag[]; words: FlagsWords }) {
  const { desk } = words
  const names = new Map(flags.map(({ id, prepared }) => [id, prepared.name]))
  return (
    <>
      <h3 id="tries-title">{desk.log}</h3>
      {tries.length === 0 ? (
        <p class="quiet small">{desk.logNone}</p>
      ) : (
        <ol class="tries" aria-labelledby="tries-title">
          {tries.map(({ id, at, name, text, outcome, flag }) => (
            <li key={id} class={`try try-${outcome === 'unknown' ? 'wrong' : 'right'}`}>
              <time class="quiet small" dateTime={at}>
                {new Date(at).toLocaleTimeString(document.documentElement.lang)}
              </time>
              <span class="flag-words">
                <bdi>{name}</bdi>
                <span class="small" dir="auto">
                  {text}
                </span>
              </span>
              <span class="try-outcome small">
                {desk.outcomes[outcome]}
                {flag && names.has(flag) ? ` · ${names.get(flag)}` : ''}
              </span>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}

function FlagQr(props: { view: ConsoleView; flag: ConsoleFlag; teller: Teller; words: FlagsWords; onClose: () => void }) {
  const { desk } = props.words
  const { common } = useWords()
  const address = useOrigin() + flagPath(props.view.id, props.flag.prepared.code)
  return (
    <Dialog open title={props.flag.prepared.name} closeLabel={common.close} onClose={props.onClose}>
      <div class="flag-qr">
        <QrCode text={address} label={desk.qrOf(address)} />
      </div>
      <p>{desk.qrText}</p>
      <CopyField label={desk.address} text={address} teller={props.teller} />
    </Dialog>
  )
}
