import type { MemberDraft, PageDraft } from '../../../contract/pages.schema.ts'
import { isLink, isPageId, isPictureAddress } from '../../../contract/pages.ts'
import type { ConsoleWords } from '../../../words/console/en.ts'
import type { PagesWords } from '../../../words/pages/en.ts'
import type { Errors } from '../form.ts'

export const emptyPage: PageDraft = {
  title: '',
  titleSecond: '',
  description: '',
  buttonText: '',
  buttonAddress: '',
  sectionTitle: '',
  sectionText: '',
  picture: null,
  pictureWords: '',
}
export const emptyMember: MemberDraft = { name: '', role: '', about: '', imageAddress: '', picture: null }

/** What the server would refuse, by field, before it is asked; a button that would lead nowhere is wrong as well. */
export function wrongInPage(
  id: string,
  taken: readonly string[],
  draft: PageDraft,
  words: PagesWords,
  all: ConsoleWords,
): Errors {
  const { form } = words
  const [text, address] = [draft.buttonText.trim(), draft.buttonAddress.trim()]
  return {
    ...(!isPageId(id) && { id: form.idHint }),
    ...(taken.includes(id) && { id: form.idTaken }),
    ...(draft.title.trim() === '' && { title: all.form.required }),
    ...(address !== '' && !isLink(address) && { buttonAddress: form.addressHint }),
    ...(text === '' && address !== '' && { buttonText: form.buttonHalf }),
    ...(text !== '' && address === '' && { buttonAddress: form.buttonHalf }),
  }
}

export function wrongInMember(draft: MemberDraft, words: PagesWords, all: ConsoleWords): Errors {
  const address = draft.imageAddress.trim()
  return {
    ...(draft.name.trim() === '' && { name: all.form.required }),
    ...(address !== '' && !isPictureAddress(address) && { imageAddress: words.team.addressHint }),
  }
}
