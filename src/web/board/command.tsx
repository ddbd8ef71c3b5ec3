import './command.css'

/** What to type in the chat, in one quiet line. */
export function Command({ hint, commands }: { hint: string; commands: readonly string[] }) {
  return (
    <p class="command quiet small">
      {hint}{' '}
      {commands.map((command) => (
        <code key={command} class="command-code" dir="ltr">
          {command}
        </code>
      ))}
    </p>
  )
}
