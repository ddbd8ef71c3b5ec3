import { Explained } from '../../stage/explained.tsx'
import { questionScale } from '../../stage/fit.ts'
import { Cloud } from '../../ui/cloud.tsx'
import type { FaceProps, StageKind } from '../stage.ts'

/** The question above, the words in all the room below. */
function CloudFace({ activity: cloud, tally, words }: FaceProps<'cloud'>) {
  const said = tally?.words ?? []
  return (
    <div class="cloud-face" dir="auto" style={{ '--fit': questionScale(cloud.title.length) }}>
      <h1 class="question">{cloud.title}</h1>
      <Explained html={cloud.descriptionHtml} short />
      {said.length === 0 ? (
        <p class="said cloud-first">{words.stage.cloudEmpty}</p>
      ) : (
        <Cloud title={cloud.title} words={said} wordText={words.common.wordCount} />
      )}
    </div>
  )
}

export const cloud: StageKind<'cloud'> = { Face: CloudFace, example: (_activity, words) => words.stage.anyWord }
