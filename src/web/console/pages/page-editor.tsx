import { useState } from 'preact/hooks'
import {
  ADDRESS_CHARS_MAX,
  PAGE_BUTTON_CHARS_MAX,
  PAGE_ID_CHARS_MAX,
  PAGE_TEXT_CHARS_MAX,
  PAGE_TITLE_CHARS_MAX,
} from '../../../contract/limits.ts'
import type { PageDraft, PageId } from '../../../contract/pages.schema.ts'
import { FIRST_PAGE } from '../../../contract/pages.ts'
import type { PagesWords } from '../../../words/pages/en.ts'
import { Button } from '../../ui/button.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Confirm, type Question } from '../confirm.tsx'
import { ask } from '../door.ts'
import { type Errors, firstWrong, useSaving } from '../form.ts'
import { PictureField } from '../picture-field.tsx'
import { placeIn } from '../places.ts'
import { useWords } from '../words.ts'
import { emptyPage, wrongInPage } from './draft.ts'
import { PagePreview } from './page-preview.tsx'
import type { Written } from './pages-page.tsx'

interface EditorProps {
  /** Null: a page that is not there yet. */
  known: Written['pages'][number] | null
  isFirst: boolean
  written: Written
  words: PagesWords
}

/** One page: what is written on the one side, how it looks on the other. */
export function PageEditor({ known, isFirst, written, words }: EditorProps) {
  const { console: all, common } = useWords()
  const [id, setId] = useState<string>(known?.id ?? (isFirst ? FIRST_PAGE : ''))
  const [draft, setDraft] = useState<PageDraft>(() => without(known) ?? emptyPage)
  const [question, setQuestion] = useState<Question | null>(null)
  const saving = useSaving()
  const taken = known || isFirst ? [] : [FIRST_PAGE, ...written.pages.map((page) => page.id)]
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const saved = await saving.save(wrongInPage(id, taken, draft, words, all), async () => {
      await ask('putPage', { page: id as PageId }, draft)
    })
    if (saved) location.assign(placeIn('pages'))
    else firstWrong(form)
  }
  const remove = () =>
    saving.save({}, async () => {
      await ask('deletePage', { page: id as PageId })
      location.assign(placeIn('pages'))
    })
  const confirm = () =>
    setQuestion({
      title: words.form.removeTitle(draft.title),
      text: isFirst ? words.form.removeHome : words.form.removeText,
      go: words.form.removeGo,
      danger: true,
      onGo: () => void remove(),
    })
  return (
    <main class="editor" id="main">
      <form class="form editor-form" noValidate onSubmit={submit}>
        <h1>{isFirst ? words.pages.home : known ? words.form.change(known.title) : words.form.add}</h1>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        {!known && !isFirst && (
          <Field
            label={words.form.id}
            hint={words.form.idHint}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            maxLength={PAGE_ID_CHARS_MAX}
            value={id}
            error={saving.errors.id}
            onInput={(typed) => setId(typed.currentTarget.value)}
          />
        )}
        <PageFields draft={draft} errors={saving.errors} words={words} onChange={(part) => setDraft({ ...draft, ...part })} />
        <div class="dialog-actions">
          {known && (
            <Button kind="danger" onClick={confirm}>
              {words.form.remove}
            </Button>
          )}
          <span class="form-gap" />
          <Button onClick={() => location.assign(placeIn('pages'))}>{common.cancel}</Button>
          <Button kind="primary" type="submit" busy={saving.busy}>
            {words.form.save}
          </Button>
        </div>
      </form>
      <PagePreview draft={draft} words={words} />
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </main>
  )
}

function without(known: EditorProps['known']): PageDraft | null {
  if (!known) return null
  const { id: _, ...draft } = known
  return draft
}

interface FieldsProps {
  draft: PageDraft
  errors: Errors
  words: PagesWords
  onChange: (part: Partial<PageDraft>) => void
}

function PageFields(props: FieldsProps) {
  const { draft, errors, onChange } = props
  const { form } = props.words
  const text = (name: Exclude<keyof PageDraft, 'picture'>, label: string, maxLength: number, hint?: string) => ({
    label,
    hint,
    maxLength,
    dir: 'auto' as const,
    autocomplete: 'off',
    value: draft[name],
    error: errors[name],
    onInput: (typed: { currentTarget: { value: string } }) => onChange({ [name]: typed.currentTarget.value }),
  })
  return (
    <>
      <Field {...text('title', form.heading, PAGE_TITLE_CHARS_MAX, form.headingHint)} />
      <Field {...text('titleSecond', form.headingSecond, PAGE_TITLE_CHARS_MAX)} />
      <TextArea {...text('description', form.description, PAGE_TEXT_CHARS_MAX, form.markdown)} rows={4} />
      <fieldset class="form editor-part">
        <legend class="field-label">{form.button}</legend>
        <Field {...text('buttonText', form.buttonText, PAGE_BUTTON_CHARS_MAX)} />
        <Field {...text('buttonAddress', form.buttonAddress, ADDRESS_CHARS_MAX, form.addressHint)} dir="ltr" inputmode="url" />
      </fieldset>
      <PictureField picture={draft.picture} words={props.words.picture} onChange={(picture) => onChange({ picture })} />
      {draft.picture && (
        <Field {...text('pictureWords', props.words.picture.words, ADDRESS_CHARS_MAX, props.words.picture.wordsHint)} />
      )}
      <fieldset class="form editor-part">
        <legend class="field-label">{form.section}</legend>
        <Field {...text('sectionTitle', form.sectionTitle, PAGE_TITLE_CHARS_MAX)} />
        <TextArea {...text('sectionText', form.sectionText, PAGE_TEXT_CHARS_MAX, form.markdown)} rows={4} />
      </fieldset>
    </>
  )
}
