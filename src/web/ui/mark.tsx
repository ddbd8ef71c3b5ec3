import './mark.css'

/** Three rings that share one heart: many places, one room. One colour, made for 16 px and up. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="11" r="8.25" />
      <circle cx="10.8" cy="20" r="8.25" />
      <circle cx="21.2" cy="20" r="8.25" />
    </svg>
  )
}

/** The name with its mark, sized by the text around it. */
export function Wordmark() {
  return (
    <span class="wordmark">
      <Mark />
      Plenary
    </span>
  )
}
