import { useCallback, useEffect, useState } from 'preact/hooks'
import type { DaySettings } from '../../../contract/board.schema.ts'
import { ADDRESS_CHARS_MAX, LABEL_CHARS_MAX, LINKS_MAX } from '../../../contract/limits.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { iconPlus, iconTrash } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Checkbox } from '../../ui/tick.tsx'
import { type Errors, firstWrong, useSaving } from '../form.ts'
import { Failed, Loading } from '../lone.tsx'
import { useWords } from '../words.ts'
import { acts } from './acts.ts'
import type { TabProps } from './events-page.tsx'
import { isLink } from './shared.ts'

interface LinkDraft {
  readonly title: string
  readonly link: string
}

interface Draft extends Omit<DaySettings, 'padsFrom' | 'links'> {
  readonly padsFrom: string
  readonly links: readonly LinkDraft[]
}

const rules = ['everybody', 'voice', 'role'] as const
const draftOf = (settings: DaySettings): Draft => ({ ...settings, padsFrom: settings.padsFrom ?? '' })

/** How the day of this event works: saved as a whole. */
export function DayTab({ view, words, teller }: TabProps) {
  const [draft, setDraft] = useState<Draft | null>(null)
  const [failed, setFailed] = useState(false)
  const { id: event } = view.event
  const load = useCallback(() => {
    setFailed(false)
    acts.settings(event).then(
      (settings) => setDraft(draftOf(settings)),
      () => setFailed(true),
    )
  }, [event])
  useEffect(load, [load])
  if (failed) return <Failed onAgain={load} />
  if (!draft) return <Loading />
  return <Form draft={draft} put={setDraft} event={event} words={words} onSaved={() => teller.tell('good', words.done)} />
}

function wrongIn(padsFrom: string, links: readonly LinkDraft[], say: { required: string; unfit: string }): Errors {
  return {
    padsFrom: padsFrom !== '' && !isLink(padsFrom) ? say.unfit : undefined,
    ...Object.fromEntries(
      links.flatMap(({ title, link }, at) => [
        [`title${at}`, title === '' ? say.required : undefined],
        [`link${at}`, isLink(link) ? undefined : say.unfit],
      ]),
    ),
  }
}

interface FormProps extends Pick<TabProps, 'words'> {
  draft: Draft
  put: (draft: Draft) => void
  event: TabProps['view']['event']['id']
  onSaved: () => void
}

function Form({ draft, put, event, words, onSaved }: FormProps) {
  const { console: all } = useWords()
  const saving = useSaving()
  const { day } = words
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const target = sent.currentTarget as HTMLFormElement
    const padsFrom = draft.padsFrom.trim()
    const links = draft.links.map(({ title, link }) => ({ title: title.trim(), link: link.trim() }))
    const wrong = wrongIn(padsFrom, links, { required: all.form.required, unfit: words.tracks.unfitLink })
    const saved = await saving.save(wrong, async () => {
      await acts.changeSettings(event, { ...draft, padsFrom: padsFrom || null, links })
    })
    if (saved) onSaved()
    else firstWrong(target)
  }
  return (
    <form class="events-part" noValidate onSubmit={submit}>
      <p class="quiet">{day.lead}</p>
      {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
      <Select
        label={day.speaking}
        value={draft.speaking}
        onChange={(chosen) => put({ ...draft, speaking: rules.find((one) => one === chosen.currentTarget.value) ?? 'everybody' })}
      >
        {rules.map((one) => (
          <option key={one} value={one}>
            {day.rules[one]}
          </option>
        ))}
      </Select>
      <Checkbox
        label={day.identified}
        checked={draft.identifiedOnly}
        onChange={(ticked) => put({ ...draft, identifiedOnly: ticked.currentTarget.checked })}
      />
      <Checkbox
        label={day.selfTold}
        checked={draft.selfTold}
        onChange={(ticked) => put({ ...draft, selfTold: ticked.currentTarget.checked })}
      />
      <Checkbox
        label={day.noise}
        checked={draft.noiseAnswered}
        onChange={(ticked) => put({ ...draft, noiseAnswered: ticked.currentTarget.checked })}
      />
      <Field
        type="url"
        label={day.pads}
        hint={day.padsHint}
        error={saving.errors.padsFrom}
        value={draft.padsFrom}
        maxLength={ADDRESS_CHARS_MAX}
        dir="ltr"
        onInput={(typed) => put({ ...draft, padsFrom: typed.currentTarget.value })}
      />
      <Links links={draft.links} put={(links) => put({ ...draft, links })} words={words} errors={saving.errors} />
      <div>
        <Button kind="primary" type="submit" busy={saving.busy}>
          {day.save}
        </Button>
      </div>
    </form>
  )
}

interface LinksProps extends Pick<TabProps, 'words'> {
  links: readonly LinkDraft[]
  put: (links: readonly LinkDraft[]) => void
  errors: Errors
}

function Links({ links, put, words, errors }: LinksProps) {
  const { day } = words
  const change = (at: number, part: Partial<LinkDraft>) =>
    put(links.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <fieldset class="events-fieldset">
      <legend>{day.links}</legend>
      <p class="quiet">{day.linksText}</p>
      {links.map((one, at) => (
        <div key={at} class="events-slot">
          <Field
            label={day.linkTitle}
            value={one.title}
            error={errors[`title${at}`]}
            maxLength={LABEL_CHARS_MAX}
            dir="auto"
            onInput={(typed) => change(at, { title: typed.currentTarget.value })}
          />
          <Field
            type="url"
            label={day.linkAddress}
            value={one.link}
            error={errors[`link${at}`]}
            maxLength={ADDRESS_CHARS_MAX}
            dir="ltr"
            onInput={(typed) => change(at, { link: typed.currentTarget.value })}
          />
          <IconButton
            icon={iconTrash}
            label={`${day.dropLink} ${one.title}`}
            onClick={() => put(links.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      {links.length < LINKS_MAX && (
        <div>
          <Button icon={iconPlus} onClick={() => put([...links, { title: '', link: '' }])}>
            {day.addLink}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
