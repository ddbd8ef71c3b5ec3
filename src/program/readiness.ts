import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'

export interface Readiness {
  readonly ready: boolean
  readonly why: string[]
}

/** Whoever asks hears within two seconds, also of a database that takes questions and never answers. */
const ANSWER_MS_MAX = 1_500
/** A question that got no answer by then is given up: its connection may be broken while others work. */
const QUESTION_MS_MAX = 10_000

/** Whether the program can do its work now. However often it is asked, one question at a time goes to the database. */
export function openReadiness(client: postgres.Sql): () => Promise<Readiness> {
  let question: { sinceMs: number; answer: Promise<string | null> } | null = null
  const ask = (): Promise<string | null> => {
    const nowMs = performance.now()
    if (question && nowMs - question.sinceMs < QUESTION_MS_MAX) return question.answer
    const answer = client`select 1`.then(
      () => null,
      () => 'the database cannot be reached',
    )
    const mine = { sinceMs: nowMs, answer }
    question = mine
    void answer.then(() => {
      if (question === mine) question = null
    })
    return answer
  }
  return async () => {
    const late = sleep(ANSWER_MS_MAX, 'the database does not answer', { ref: false })
    const why = await Promise.race([ask(), late])
    return { ready: why === null, why: why === null ? [] : [why] }
  }
}
