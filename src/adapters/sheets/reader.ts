import { parentPort, workerData } from 'node:worker_threads'
import { keepCompiled } from '../../platform/compiled.ts'
import type { ApartAnswer } from './apart.ts'

keepCompiled()
const [{ Refusal }, { rowsOf }] = await Promise.all([import('../../contract/refusal.ts'), import('./rows.ts')])

/** What runs in the thread: one file, one answer. A fault that is no refusal ends the thread. */
async function answer(): Promise<ApartAnswer> {
  try {
    return { rows: await rowsOf(Buffer.from((workerData as { bytes: Uint8Array }).bytes)) }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, path: error.path, hint: error.hint } }
    throw error
  }
}

parentPort?.postMessage(await answer())
