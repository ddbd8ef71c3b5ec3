import type { ShownActivity, Tally } from '../../contract/activity.schema.ts'
import { Cloud } from '../ui/cloud.tsx'
import { Explained } from './explained.tsx'
import { questionScale } from './fit.ts'
import type { Words } from './words.ts'

type CloudActivity = Extract<ShownActivity, { kind: 'cloud' }>
type CloudTally = Extract<Tally, { kind: 'cloud' }>

/** The question above, the words in all the room below. */
export function CloudFace(props: { cloud: CloudActivity; tally: CloudTally | null; prefix: string; words: Words }) {
  const { cloud, tally, words } = props
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
