import module from 'node:module'
import { join } from 'node:path'
import { checkNode } from './program/node.ts'

checkNode()
// What was compiled once need not be again: half of the time of a start. In a folder that is ours, as others' files would be run.
module.enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))
const { run } = await import('./program/run.ts')
process.exitCode = await run(process.argv.slice(2))
