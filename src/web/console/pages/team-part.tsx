import { useState } from 'preact/hooks'
import { freshId } from '../../../contract/ids.ts'
import {
  ADDRESS_CHARS_MAX,
  MEMBER_ABOUT_CHARS_MAX,
  MEMBER_NAME_CHARS_MAX,
  MEMBER_ROLE_CHARS_MAX,
} from '../../../contract/limits.ts'
import type { MemberDraft, MemberId } from '../../../contract/pages.schema.ts'
import type { PagesWords } from '../../../words/pages/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { iconEdit, iconPlus } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ask } from '../door.ts'
import { firstWrong, useSaving } from '../form.ts'
import { PictureField } from '../picture-field.tsx'
import type { Teller } from '../toasts.ts'
import { useWords } from '../words.ts'
import { emptyMember, wrongInMember } from './draft.ts'
import type { Written } from './pages-page.tsx'

type Member = Written['team'][number]

interface TeamProps {
  team: readonly Member[]
  words: PagesWords
  teller: Teller
  onChanged: () => void
}

/** The team's cards, each opening its form. */
export function TeamPart({ team, words, teller, onChanged }: TeamProps) {
  const { console: all } = useWords()
  const [opened, open] = useState<{ known: Member | null } | null>(null)
  const add = (
    <Button icon={iconPlus} onClick={() => open({ known: null })}>
      {words.team.add}
    </Button>
  )
  const done = (said: string) => {
    open(null)
    teller.tell('good', said)
    onChanged()
  }
  return (
    <section class="home-part" aria-labelledby="team-list">
      <div class="home-head">
        <div>
          <h2 id="team-list">{words.team.title}</h2>
          <p class="quiet">{words.team.text}</p>
        </div>
        {team.length > 0 && add}
      </div>
      {team.length === 0 && <EmptyState title={words.team.none} action={add} />}
      {team.length > 0 && (
        <ul class="cards">
          {team.map((member) => (
            <li key={member.id} class="item">
              <p class="item-name">
                <bdi>{member.name}</bdi>
              </p>
              <p class="item-facts small">{member.role && <bdi>{member.role}</bdi>}</p>
              <div>
                <Button icon={iconEdit} onClick={() => open({ known: member })}>
                  {all.row.edit}
                  <span class="unseen"> {member.name}</span>
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {opened && <MemberForm known={opened.known} words={words} onDone={done} onClose={() => open(null)} />}
    </section>
  )
}

function MemberForm(props: { known: Member | null; words: PagesWords; onDone: (said: string) => void; onClose: () => void }) {
  const { known, words, onDone, onClose } = props
  const { console: all, common } = useWords()
  const [id] = useState(() => known?.id ?? freshId<MemberId>(Date.now()))
  const [draft, setDraft] = useState<MemberDraft>(() => {
    const { id: _, ...rest } = known ?? { id: null, ...emptyMember }
    return rest
  })
  const saving = useSaving()
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const saved = await saving.save(wrongInMember(draft, words, all), async () => {
      await ask('putMember', { member: id }, draft)
    })
    if (saved) onDone(words.team.saved)
    else firstWrong(form)
  }
  const remove = async () => {
    if (await saving.save({}, async () => void (await ask('deleteMember', { member: id })))) onDone(words.team.removed)
  }
  const text = (name: Exclude<keyof MemberDraft, 'picture'>, label: string, maxLength: number) => ({
    label,
    maxLength,
    dir: 'auto' as const,
    autocomplete: 'off',
    value: draft[name],
    error: saving.errors[name],
    onInput: (typed: { currentTarget: { value: string } }) => setDraft({ ...draft, [name]: typed.currentTarget.value }),
  })
  return (
    <Dialog open title={known ? words.team.edit(known.name) : words.team.add} closeLabel={common.close} onClose={onClose}>
      <form class="form" noValidate onSubmit={submit}>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        <Field {...text('name', words.team.name, MEMBER_NAME_CHARS_MAX)} />
        <Field {...text('role', words.team.role, MEMBER_ROLE_CHARS_MAX)} />
        <TextArea {...text('about', words.team.about, MEMBER_ABOUT_CHARS_MAX)} />
        <PictureField picture={draft.picture} words={words.picture} onChange={(picture) => setDraft({ ...draft, picture })} />
        <Field
          {...text('imageAddress', words.team.address, ADDRESS_CHARS_MAX)}
          hint={words.team.addressHint}
          dir="ltr"
          inputmode="url"
        />
        <div class="dialog-actions">
          {known && (
            <Button kind="danger" onClick={remove}>
              {words.team.remove}
            </Button>
          )}
          <span class="form-gap" />
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" type="submit" busy={saving.busy}>
            {words.team.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
