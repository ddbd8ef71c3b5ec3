import module from 'node:module'
import { join } from 'node:path'

/**
 * What was compiled once need not be again, by the program and by each of its threads that calls this: half of the time of a start. In a folder
 * that is ours, as others' files would be run; where nothing can be written, it is compiled each time.
 */
export const keepCompiled = (): unknown =>
  module.enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compiled'))
