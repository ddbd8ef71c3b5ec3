import type { WebhooksWords } from '../../../words/webhooks/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { CopyField } from '../copy-field.tsx'
import type { Teller } from '../toasts.ts'
import { useWords } from '../words.ts'

interface SecretProps {
  /** Null: none to be shown. */
  secret: string | null
  words: WebhooksWords
  teller: Teller
  onClose: () => void
}

/** The one moment in which a secret is seen. */
export function SecretDialog({ secret, words, teller, onClose }: SecretProps) {
  const { common } = useWords()
  return (
    <Dialog
      open={secret !== null}
      title={words.secretTitle}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <Button kind="primary" onClick={onClose}>
          {words.secretGot}
        </Button>
      }
    >
      <p>{words.secretText}</p>
      <CopyField label={words.secret} text={secret ?? ''} teller={teller} />
    </Dialog>
  )
}
