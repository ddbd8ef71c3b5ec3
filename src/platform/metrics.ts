import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

/** Figures for Prometheus at `/metrics`. No name of a person or meeting is ever a label. */
export interface Metrics {
  /** A figure that is asked for when somebody looks. */
  watch(name: string, help: string, read: () => number | Promise<number>): void
  count(name: string, help: string): () => void
  print(): Promise<{ type: string; text: string }>
}

export function openMetrics(): Metrics {
  const register = new Registry()
  collectDefaultMetrics({ register })
  return {
    watch(name, help, read) {
      const gauge: Gauge = new Gauge({ name, help, registers: [register], collect: async () => gauge.set(await read()) })
    },
    count(name, help) {
      const counter = new Counter({ name, help, registers: [register] })
      return () => counter.inc()
    },
    print: async () => ({ type: register.contentType, text: await register.metrics() }),
  }
}
