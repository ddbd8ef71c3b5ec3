import { keepCompiled } from './platform/compiled.ts'
import { checkNode } from './program/node.ts'

checkNode()
keepCompiled()
const { run } = await import('./program/run.ts')
process.exitCode = await run(process.argv.slice(2))
