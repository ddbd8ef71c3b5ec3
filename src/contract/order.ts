import type { MeetingId } from './meeting.schema.ts'
import type { ReviewChange, ReviewView } from './order.schema.ts'

export const reviewFeed = (meeting: MeetingId) => `meeting:${meeting}/review` as const

export function applyReviewChange(view: ReviewView, { waiting, all, refused }: ReviewChange): ReviewView {
  return { ...view, waiting, all, refused }
}
