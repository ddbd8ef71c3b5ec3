import { checkNode } from './program/node.ts'

checkNode()
const { run } = await import('./program/run.ts')
process.exitCode = await run(process.argv.slice(2))
