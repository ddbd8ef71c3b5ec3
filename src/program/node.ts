const NODE_MIN = 24

/** Plenary brings its own Node; started by another one it says what to do instead of failing somewhere inside. */
export function checkNode(): void {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MIN) return
  process.stderr.write(
    `Plenary needs Node ${NODE_MIN}, and this is ${process.versions.node}. It brings its own: run "npm ci", then "npm start" (or "npx plenary").\n`,
  )
  process.exit(1)
}
