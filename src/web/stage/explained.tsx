/** A description below its title, as HTML made by the server from Markdown without markup of its author's own. `short` keeps it to a few lines, where something else matters more. */
export function Explained(props: { html: string; short?: boolean }) {
  if (props.html === '') return null
  return (
    <div
      class={props.short ? 'explained explained-short' : 'explained'}
      dir="auto"
      dangerouslySetInnerHTML={{ __html: props.html }}
    />
  )
}
