import { Explained } from '../../stage/explained.tsx'
import { columnsForText } from '../../stage/fit.ts'
import { FitBox } from '../../stage/fit-box.tsx'
import type { FaceProps, StageKind } from '../stage.ts'

function TextFace({ activity, opening }: FaceProps<'text'>) {
  return (
    <FitBox about={JSON.stringify([activity, opening])} columns={columnsForText(activity.descriptionHtml.length)}>
      <h1 class="question">{activity.title}</h1>
      <Explained html={activity.descriptionHtml} />
    </FitBox>
  )
}

export const text: StageKind<'text'> = { Face: TextFace, example: null }
