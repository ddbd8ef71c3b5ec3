import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { StartRefusal } from './refusal.ts'
import { pagesAreBuilt } from './start.ts'

/** The pages are built on install; where that was left out, on the first start. */
export async function buildPages(say: (line: string) => void): Promise<void> {
  if (pagesAreBuilt()) return
  say('Building the pages, once …')
  const root = join(import.meta.dirname, '../..')
  for (const mode of ['production', 'attend']) await runVite(root, mode)
  if (!pagesAreBuilt()) throw new StartRefusal('the pages could not be built: run "npm ci" once more')
}

function runVite(root: string, mode: string): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const built = spawn(process.execPath, [vite, 'build', '--mode', mode, '--logLevel', 'error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return new Promise((resolve) => {
    built.on('error', () => resolve())
    built.on('exit', () => resolve())
  })
}
