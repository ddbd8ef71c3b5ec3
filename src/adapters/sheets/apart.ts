import { Worker } from 'node:worker_threads'
import { SHEET_BYTES_MAX } from '../../contract/limits.ts'
import { Refusal, type RefusalCode } from '../../contract/refusal.ts'
import type { Rows } from './rows.ts'
import { unfit } from './unfit.ts'

const READ_MS_MAX = 15_000
const MEMORY_MB_MAX = 384

export type ApartAnswer =
  | { readonly rows: Rows }
  | { readonly refusal: { code: RefusalCode; path: string | undefined; hint: string | undefined } }

/** The rows of a file, read in a thread of its own with a limit of time and memory: whatever the file does, the program goes on. */
export async function readApart(bytes: Uint8Array): Promise<Rows> {
  if (bytes.length > SHEET_BYTES_MAX) throw new Refusal('too-large', { path: 'body.bytes', hint: String(SHEET_BYTES_MAX) })
  const worker = new Worker(new URL('./reader.ts', import.meta.url), {
    workerData: { bytes },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB_MAX },
  })
  const timer = setTimeout(() => void worker.terminate(), READ_MS_MAX)
  try {
    const answer = await new Promise<ApartAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', () => reject(unfit('it takes more memory to read than there is')))
      worker.once('exit', () => reject(unfit('it takes too long to read')))
    })
    if ('rows' in answer) return answer.rows
    const { code, path, hint } = answer.refusal
    throw new Refusal(code, { ...(path === undefined ? {} : { path }), ...(hint === undefined ? {} : { hint }) })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
