#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

// An older Node cannot run the program's files; the one that came with the packages can.
if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import('../src/main.ts')
} else {
  const own = createRequire(import.meta.url).resolve('node/bin/node')
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const ran = spawn(own, [main, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => ran.kill(signal))
  ran.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
