import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { contrast, mixed, type Oklch, parseOklch } from './color.ts'

const css = ['tokens.css', 'hall.css']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('')

  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replaceAll('"', "'")
const letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
const TEXT = 4.5
const CONTROL = 3

type Tokens = ReadonlyMap<string, string>
type Pair = readonly [front: string, back: string, atLeast: number]

/** All declarations of the rules with exactly this selector, later ones winning. */
function declared(selector: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, rule = '', body = ''] of css.matchAll(/([^{};]+)\{([^{}]*)\}/g)) {
    if (rule.trim() !== selector) continue
    for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g))
      found.set(name, value.replace(/\s+/g, ' ').trim())
  }
  assert.ok(found.size > 30, `${selector} declares only ${found.size} tokens: not the rule that was meant`)
  return found
}

const light = new Map([...declared(':root')].filter(([, value]) => !value.endsWith('ms')))
const dark = new Map([...light, ...declared(":root[data-theme='dark']")])
const hall = new Map([...light, ...declared(":root[data-theme='hall']")])
const themes: Record<string, Tokens> = { light, dark, hall }

function color(tokens: Tokens, expression: string): Oklch {
  const token = /^var\((--[\w-]+)\)$/.exec(expression)?.[1] ?? (expression.startsWith('--') ? expression : null)
  if (token) {
    const value = tokens.get(token)
    assert.ok(value, `${token} is not declared`)
    return color(tokens, value)
  }
  const from = /^oklch\(from (var\(--[\w-]+\)) (calc\([^)]*\)|min\([^)]*\)|max\([^)]*\)|l) (min\([^)]*\)|c) h\)$/.exec(expression)
  if (from) {
    const base = color(tokens, from[1] ?? '')
    return { l: channel(from[2] ?? '', base.l), c: channel(from[3] ?? '', base.c), h: base.h }
  }
  const mix = /^color-mix\(in oklab, (var\(--[\w-]+\)) (\d+)%, (var\(--[\w-]+\))\)$/.exec(expression)
  if (mix) return mixed(color(tokens, mix[1] ?? ''), Number(mix[2]) / 100, color(tokens, mix[3] ?? ''))
  const plain = parseOklch(expression)
  assert.ok(plain, `cannot read the colour ${expression}`)
  return plain
}

function channel(expression: string, value: number): number {
  const [, verb, first = '', sign, step] = /^(?:(calc|min|max)\()?([lc])(?: ?([-+,]) ([\d.]+)\))?$/.exec(expression) ?? []
  assert.ok(first, `cannot read ${expression}`)
  if (verb === 'min') return Math.min(value, Number(step))
  if (verb === 'max') return Math.max(value, Number(step))
  if (verb === 'calc') return sign === '-' ? value - Number(step) : value + Number(step)
  return value
}

const grounds = ['--paper', '--raised', '--grey-1']
const texts = [
  '--ink',
  '--grey-4',
  '--grey-5',
  '--accent',
  '--accent-strong',
  '--live-text',
  '--good',
  '--warn',
  '--bad',
  '--info',
]
const states = ['good', 'warn', 'bad', 'info'] as const
const pairs: Pair[] = [
  ...grounds.flatMap((ground) => texts.map((text): Pair => [text, ground, TEXT])),
  ...grounds.map((ground): Pair => ['--grey-3', ground, CONTROL]),
  ...grounds.flatMap((ground) => letters.map((letter): Pair => [`--answer-${letter}`, ground, CONTROL])),
  ...letters.map((letter): Pair => [`--on-answer-${letter}`, `--answer-${letter}`, TEXT]),
  ...states.flatMap((state): Pair[] => [
    [`--${state}`, `--${state}-soft`, TEXT],
    ['--ink', `--${state}-soft`, TEXT],
    ['--grey-4', `--${state}-soft`, TEXT],
    ['--on-state', `--${state}`, TEXT],
  ]),
  ['--on-accent', '--accent', TEXT],
  ['--on-accent', '--accent-strong', TEXT],
  ['--accent', '--accent-soft', TEXT],
  ['--ink', '--accent-soft', TEXT],
  ['--grey-4', '--accent-soft', TEXT],
  ['--on-live', '--live', TEXT],
  ['--live-text', '--live-soft', TEXT],
  ['--ink', '--live-soft', TEXT],
]

const faint = (tokens: Tokens, wanted: readonly Pair[]) =>
  wanted
    .map(([front, back, atLeast]) => ({ front, back, atLeast, is: contrast(color(tokens, front), color(tokens, back)) }))
    .filter(({ is, atLeast }) => !(is >= atLeast))
    .map(({ front, back, atLeast, is }) => `${front} on ${back}: ${is.toFixed(2)}, wanted ${atLeast}`)

for (const [name, tokens] of Object.entries(themes)) {
  test(`${name}: every text and control stands out from what is behind it`, () => {
    assert.deepEqual(faint(tokens, pairs), [])
  })

  test(`${name}: the eight answers differ in lightness, for eyes that cannot tell their hues`, () => {
    const light = letters.map((letter) => color(tokens, `--answer-${letter}`).l).sort((x, y) => x - y)
    const steps = light.slice(1).map((l, i) => l - (light[i] ?? 0))
    assert.ok(Math.min(...steps) >= 0.04, `smallest step ${Math.min(...steps).toFixed(3)}`)
  })

  test(`${name}: whatever colour an event chooses, its accent stays readable`, () => {
    const brands = [0.05, 0.3, 0.55, 0.8, 0.97].flatMap((l) =>
      [0, 0.1, 0.2, 0.3].flatMap((c) => Array.from({ length: 24 }, (_, i) => `oklch(${l} ${c} ${i * 15})`)),
    )
    const accented = pairs.filter((pair) => pair.some((part) => String(part).includes('accent')))
    const found = brands.flatMap((brand) =>
      faint(new Map([...tokens, ['--brand', brand]]), accented).map((one) => `${brand}: ${one}`),
    )
    assert.deepEqual(found.slice(0, 5), [])
  })
}

test('dark by choice and dark by system are the same dark', () => {
  const chosen = declared(":root[data-theme='dark']")
  assert.deepEqual([...declared(':root:not([data-theme])')], [...chosen])
})

test('the check can fail: a light grey text is caught', () => {
  const planted = new Map([...light, ['--ink', 'oklch(0.7 0.03 285)']])
  assert.notDeepEqual(faint(planted, [['--ink', '--paper', TEXT]]), [])
})
