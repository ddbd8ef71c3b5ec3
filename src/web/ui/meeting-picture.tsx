import './meeting-picture.css'
import { Mark } from './mark.tsx'

/** A meeting's own picture on a card, or our mark where it has none. Sized by what stands around it. */
export function MeetingPicture({ picture }: { picture: { readonly address: string; readonly words: string } | null }) {
  return (
    <div class="meeting-picture">{picture ? <img src={picture.address} alt={picture.words} loading="lazy" /> : <Mark />}</div>
  )
}
