import { setTimeout as sleep } from 'node:timers/promises'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** Figures for Prometheus at `/metrics`. No name of a person or meeting is ever a label. */
export interface Metrics {
  /** A figure that is asked for when somebody looks: NaN where it cannot be told within a second, so that the others are told. */
  watch(name: string, help: string, read: () => number | Promise<number>): void
  count(name: string, help: string): () => void
  print(): Promise<{ type: string; text: string }>
}

export function openMetrics(): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  return {
    watch(name, help, read) {
      const gauge: Gauge = new Gauge({ name, help, registers: [register], collect: async () => gauge.set(await told(read)) })
    },
    count(name, help) {
      const counter = new Counter({ name, help, registers: [register] })
      return () => counter.inc()
    },
    print: async () => ({ type: register.contentType, text: await register.metrics() }),
  }
}

const READ_MS_MAX = 1_000

async function told(read: () => number | Promise<number>): Promise<number> {
  const late = sleep(READ_MS_MAX, Number.NaN, { ref: false })
  return Promise.race([read(), late]).catch(() => Number.NaN)
}
