import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { CopyField } from './copy-field.tsx'
import type { Teller } from './toasts.ts'
import { useWords } from './words.ts'

interface SecretProps {
  /** Null: none to be shown. */
  secret: string | null
  words: { readonly secretTitle: string; readonly secretText: string; readonly secret: string; readonly secretGot: string }
  teller: Teller
  onClose: () => void
}

/** The one moment in which a secret of ours is seen: of a key, or of a webhook. */
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
