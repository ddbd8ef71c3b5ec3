import { Notice } from '../ui/notice.tsx'
import { useStanding } from './use-about.ts'
import { useWords } from './words.ts'

/** Where a link is found while this instance has no mail server; whoever may read it there is shown the way. */
export function NoMails() {
  const { me } = useWords()
  const desk = useStanding()?.desk ?? null
  return (
    <Notice tone="info" action={desk && <a href={`${desk}/mails`}>{me.noMails.toMails}</a>}>
      {me.noMails.text}
    </Notice>
  )
}
