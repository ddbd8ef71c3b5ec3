import { WebSocket } from 'ws'
import type { Given, Tally } from '../src/contract/activity.schema.ts'
import type { MeetingChange, MeetingView, Phase } from '../src/contract/meeting.schema.ts'
import type { Sent } from './crash-check.ts'
import { givenText } from './crash-check.ts'

/** People who do not give up: a lost line is opened again, and what was not acknowledged is sent again under the same id. */
const BACK_OFF_MS = { first: 50, most: 800, growth: 1.6 }
const AGAIN_AFTER_MS = 300
const HANDSHAKE_MS_MAX = 10_000
/** The server asks for another try; any other refusal of an answer is a fault. */
const PASSING = ['unavailable', 'too-many']

export interface Ask {
  readonly id: string
  readonly activity: string
  readonly given: Given
  /** The how-manieth start of the program acknowledged it; null: none yet. */
  acknowledgedBy: number | null
  refusal: string | null
  tries: number
}

/** What all share: where they connect to, and which start of the program they hear. */
export interface Hall {
  readonly port: number
  readonly feed: string
  start: number
}

type Down = {
  readonly id?: string
  readonly feed?: string
  readonly reply?: { readonly counted?: boolean }
  readonly refusal?: { readonly code: string }
  readonly view?: MeetingView
  readonly change?: MeetingChange
}

export class Person {
  readonly name: string
  readonly cookie: string
  /** All of this round, in the order sent. */
  asks: Ask[] = []
  phase: Phase | null = null
  /** The line is open and its follow was answered. */
  isBack = false
  isOpen = false
  readonly #hall: Hall
  #ws: WebSocket | null = null
  #waitMs = BACK_OFF_MS.first
  #hasLeft = false

  constructor(name: string, cookie: string, hall: Hall) {
    this.name = name
    this.cookie = cookie
    this.#hall = hall
  }

  connect(): void {
    if (this.#hasLeft) return
    const ws = new WebSocket(`ws://127.0.0.1:${this.#hall.port}/ws`, {
      headers: { cookie: this.cookie },
      handshakeTimeout: HANDSHAKE_MS_MAX,
      perMessageDeflate: false,
    })
    this.#ws = ws
    ws.on('open', () => {
      this.isOpen = true
      ws.send(JSON.stringify({ say: 'follow', feed: this.#hall.feed }))
    })
    ws.on('message', (data) => this.#hear(JSON.parse(String(data)) as Down))
    ws.on('error', () => {})
    ws.on('close', () => {
      this.isOpen = false
      this.isBack = false
      setTimeout(() => this.connect(), this.#waitMs * (0.5 + Math.random()))
      this.#waitMs = Math.min(this.#waitMs * BACK_OFF_MS.growth, BACK_OFF_MS.most)
    })
  }

  answer(id: string, activity: string, given: Given): void {
    const ask: Ask = { id, activity, given, acknowledgedBy: null, refusal: null, tries: 0 }
    this.asks.push(ask)
    if (this.isBack) this.#send(ask)
  }

  leave(): void {
    this.#hasLeft = true
    this.#ws?.terminate()
  }

  #send(ask: Ask): void {
    ask.tries++
    const params = { activity: ask.activity, answer: ask.id }
    this.#ws?.send(JSON.stringify({ say: 'call', id: ask.id, endpoint: 'answer', params, body: ask.given }))
  }

  #hear(down: Down): void {
    if (down.feed === this.#hall.feed) return this.#hearFeed(down)
    const ask = this.asks.find((one) => one.id === down.id)
    if (!ask) return
    if (down.reply?.counted) ask.acknowledgedBy ??= this.#hall.start
    else if (!PASSING.includes(down.refusal?.code ?? '')) ask.refusal = down.refusal?.code ?? 'a reply without a count'
    else this.#sendAgain(ask, this.#ws)
  }

  #sendAgain(ask: Ask, ws: WebSocket | null): void {
    setTimeout(() => {
      if (this.isBack && this.#ws === ws && ask.acknowledgedBy === null) this.#send(ask)
    }, AGAIN_AFTER_MS)
  }

  #hearFeed(down: Down): void {
    if (down.refusal) return this.#ws?.terminate()
    if (down.change?.kind === 'phase') this.phase = down.change.phase
    if (!down.view) return
    this.phase = down.view.phase
    if (this.isBack) return
    this.isBack = true
    this.#waitMs = BACK_OFF_MS.first
    for (const ask of this.asks) if (ask.acknowledgedBy === null && ask.refusal === null) this.#send(ask)
  }
}

/** Everybody's answers as the check wants them; `killed` is the number of the start that was killed. */
export function sentBy(people: readonly Person[], killed: number): Sent[] {
  return people.flatMap(({ name, asks }) =>
    asks.map(({ id, activity, given, acknowledgedBy }) => ({
      id,
      person: name,
      activity,
      given: givenText(given),
      acknowledged: acknowledgedBy === null ? 'never' : acknowledgedBy <= killed ? 'before the restart' : 'after it',
    })),
  )
}

/** The different tallies people have heard with the results of this activity; a hall that heard the same gives one. */
export function talliesHeard(people: readonly Person[]): { person: string; tally: Tally }[] {
  const heard = new Map<string, { person: string; tally: Tally }>()
  for (const { name, phase } of people) {
    if (phase?.at === 'results') heard.set(JSON.stringify(phase.tally), { person: name, tally: phase.tally })
  }
  return [...heard.values()]
}
