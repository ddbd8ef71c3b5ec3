import { Worker } from 'node:worker_threads'
import { SCHEDULE_BYTES_MAX } from '../../contract/limits.ts'
import { Refusal, type RefusalCode } from '../../contract/refusal.ts'
import type { Programme } from '../../contract/schedule-programme.ts'
import { unfit } from './notes.ts'

/** Files up to this are read at once: that takes less than starting a thread. */
const AT_ONCE_BYTES_MAX = 65_536
const READ_MS_MAX = 30_000
const MEMORY_MB_MAX = 768

export type ApartAnswer =
  | { readonly programme: Programme }
  | { readonly refusal: { code: RefusalCode; hint: string | undefined } }

/** The same as `readProgramme`, in a thread of its own with a limit of time and memory: nobody waits while a large file is read. */
export async function readApart(bytes: Uint8Array, timeZone: string): Promise<Programme> {
  if (bytes.length > SCHEDULE_BYTES_MAX) throw new Refusal('too-large', { hint: String(SCHEDULE_BYTES_MAX) })
  if (bytes.length <= AT_ONCE_BYTES_MAX) return (await import('./reading.ts')).readProgramme(bytes, timeZone)
  const worker = new Worker(new URL('./reader.ts', import.meta.url), {
    workerData: { bytes, timeZone },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB_MAX },
  })
  const timer = setTimeout(() => void worker.terminate(), READ_MS_MAX)
  try {
    const answer = await new Promise<ApartAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', () => reject(unfit('it takes more memory to read than there is')))
      worker.once('exit', () => reject(unfit('it takes too long to read')))
    })
    if ('refusal' in answer) throw new Refusal(answer.refusal.code, answer.refusal.hint ? { hint: answer.refusal.hint } : {})
    return answer.programme
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
