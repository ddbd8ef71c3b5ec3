import type { Reply } from '../../contract/endpoints.ts'
import { api, type CallRefusal, refusalOf } from '../lib/api.ts'

/** An open meeting and the code that was asked for. */
export type Found = Reply<'lookUpCode'> & { code: string }
export type LookedUp = { at: 'found'; found: Found } | { at: 'refused'; refusal: CallRefusal }

/** Asks the server which open meeting a code belongs to. Never rejects: no answer is a refusal too. */
export async function lookUp(code: string): Promise<LookedUp> {
  try {
    return { at: 'found', found: { ...(await api('lookUpCode', { code })), code } }
  } catch (error) {
    return { at: 'refused', refusal: refusalOf(error) }
  }
}
