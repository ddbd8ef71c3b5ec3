import type { CommonWords } from '../../words/common/en.ts'
import type { StageWords } from '../../words/stage/en.ts'

/** The two catalogues the stage speaks from. */
export interface Words {
  stage: StageWords
  common: CommonWords
}
