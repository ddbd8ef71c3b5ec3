import { Explained } from '../../stage/explained.tsx'
import { questionScale } from '../../stage/fit.ts'
import type { FaceProps, StageKind } from '../stage.ts'
import './stage.css'

/** The title above, the whole picture in all the room that is left, its caption below. */
function ImageFace({ activity }: FaceProps<'image'>) {
  return (
    <div class="image-face" dir="auto" style={{ '--fit': questionScale(activity.title.length) }}>
      <h1 class="question">{activity.title}</h1>
      <img class="image-picture" src={activity.address} alt={activity.alt} />
      <Explained html={activity.descriptionHtml} short />
    </div>
  )
}

export const image: StageKind<'image'> = { Face: ImageFace, example: null }
