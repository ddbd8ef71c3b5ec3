import './connection-line.css'

export type Connection = 'live' | 'catching-up' | 'offline'

/** A thin line at the page's upper edge: green and silent while live; otherwise it says what happens to what one sends. */
export function ConnectionLine(props: { state: Connection; words: Record<Connection, string> }) {
  return (
    <div class={`connection connection-${props.state}`} role="status">
      <span class={props.state === 'live' ? 'unseen' : 'connection-words'}>{props.words[props.state]}</span>
    </div>
  )
}
