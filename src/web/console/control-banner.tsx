import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { Question } from './confirm.tsx'
import type { Control } from './use-control.ts'
import { useWords } from './words.ts'

interface BannerProps {
  control: Control
  onTake: (force: boolean) => void
  onAsk: (question: Question) => void
}

/** Says who steers when it is not this tab, with the way to take the controls. A live region: it must stand before it speaks. */
export function ControlBanner({ control, onTake, onAsk }: BannerProps) {
  const { console: words } = useWords()
  const { steer } = words
  return (
    <div class="banner" role="status">
      {control.at === 'reading' && (
        <Notice
          tone="info"
          action={
            <Button
              onClick={() =>
                onAsk({
                  title: steer.takeOverTitle(control.name || steer.somebody),
                  text: steer.takeOverText,
                  go: steer.takeOver,
                  onGo: () => onTake(true),
                })
              }
            >
              {steer.takeOver}
            </Button>
          }
        >
          {steer.reading(control.name || steer.somebody)}
        </Notice>
      )}
      {control.at === 'free' && (
        <Notice tone="warn" action={<Button onClick={() => onTake(false)}>{steer.take}</Button>}>
          {steer.nobody}
        </Notice>
      )}
    </div>
  )
}
