import type { FaceProps, PhoneKind } from '../phone.ts'

function Face({ activity }: FaceProps<'image'>) {
  return <img class="picture" src={activity.address} alt={activity.alt} />
}

export const image: PhoneKind<'image'> = { Face, Result: null }
