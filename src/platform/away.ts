/** The driver's own codes, those of the network, and PostgreSQL's: connection lost, shutting down, starting up, no room. */
const AWAY =
  /^(CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|ECONN\w+|ENOENT|EPIPE|ETIMEDOUT|EHOST\w+|ENET\w+|ENOTFOUND|EAI_AGAIN|08...|53300|57P0.)$/

/** Whether this says that the database could not be asked, or that its answer was lost on the way. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  return code === 'ENOENT' ? syscall === 'connect' : AWAY.test(String(code))
}
