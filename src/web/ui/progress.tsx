import './progress.css'

/** A turning ring; silent, since the text or button it belongs to says what is going on. */
export function Spinner() {
  return (
    <svg class="spinner" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      <path d="M12 3a9 9 0 0 1 9 9" />
    </svg>
  )
}

/** Work under way: `value` from 0 to 1, or left out while its length is unknown. */
export function Progress(props: { label: string; value?: number }) {
  return (
    <label class="progress">
      <span>{props.label}</span>
      <progress max={1} value={props.value} />
    </label>
  )
}
