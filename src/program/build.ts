import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pagesAreBuilt, StartRefusal } from './start.ts'

/** The pages are built on install; where that was left out, on the first start. */
export async function buildPages(say: (line: string) => void): Promise<void> {
  if (pagesAreBuilt()) return
  say('Building the pages, once …')
  const root = join(import.meta.dirname, '../..')
  const vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const status = await new Promise<number | null>((resolve) => {
    vite.on('error', () => resolve(1))
    vite.on('exit', resolve)
  })
  if (status !== 0 || !pagesAreBuilt()) throw new StartRefusal('the pages could not be built: run "npm ci" once more')
}
