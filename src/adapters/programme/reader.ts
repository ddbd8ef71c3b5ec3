import { parentPort, workerData } from 'node:worker_threads'
import { keepCompiled } from '../../platform/compiled.ts'
import type { ApartAnswer } from './apart.ts'

keepCompiled()
const [{ Refusal }, { readProgramme }] = await Promise.all([import('../../contract/refusal.ts'), import('./reading.ts')])

/** What runs in the thread: one file, one answer. A fault that is no refusal ends the thread. */
function answer(): ApartAnswer {
  const { bytes, timeZone } = workerData as { bytes: Uint8Array; timeZone: string }
  try {
    return { programme: readProgramme(bytes, timeZone) }
  } catch (error) {
    if (error instanceof Refusal) return { refusal: { code: error.code, hint: error.hint } }
    throw error
  }
}

parentPort?.postMessage(answer())
