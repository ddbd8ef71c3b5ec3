import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useWords } from './words.ts'

export interface Question {
  title: string
  text: string
  /** What the button says that does it. */
  go: string
  danger?: boolean
  stay?: string
  onGo: () => void
}

/** Asks once before something that hurts. Draw it always; null closes it. */
export function Confirm({ question, onClose }: { question: Question | null; onClose: () => void }) {
  const { common } = useWords()
  return (
    <Dialog
      open={question !== null}
      title={question?.title ?? ''}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{question?.stay ?? common.cancel}</Button>
          <Button
            kind={question?.danger ? 'danger' : 'primary'}
            onClick={() => {
              onClose()
              question?.onGo()
            }}
          >
            {question?.go}
          </Button>
        </>
      }
    >
      <p>{question?.text}</p>
    </Dialog>
  )
}
