import { freshId } from '../../contract/ids.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Part, SettingsChange, SettingsChangeId, SettingsPatch, SettingsView } from '../../contract/settings.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import type { Seal } from '../../platform/seal.ts'
import { type Actor, has, namesOf, recordAct } from '../people/index.ts'
import { type ByPath, byPath, defaultOf, holding, isSame, isSecret, isSetting, type Kept, type Sealed, viewOf } from './rules.ts'
import * as store from './store.ts'

/** Wakes whoever keeps the settings at hand; what changed is read anew. */
export const instanceFeed = 'instance'

/** What holds now. Secrets are sealed: `secret` opens one. */
export async function settings(tx: ReadTx): Promise<Kept> {
  const { fixed, allowed } = await store.fixed(tx)
  return holding(await store.kept(tx), fixed, allowed)
}

/** A secret in the clear, to be used at once and kept nowhere; null when there is none, or none that this program's secret opens. */
export const secret = (sealed: Sealed | null, path: 'mail.url', seal: Seal): string | null =>
  sealed === null ? null : seal.opened(sealed, purposeOf(path))

const purposeOf = (path: string) => `setting ${path}`

/** What is sealed to be known again; no secret itself. */
const WORD = 'plenary'

/** Whether what is kept here was sealed with this secret; the first program that asks decides. */
export const isOurSecret = async (tx: Tx, seal: Seal): Promise<boolean> =>
  seal.opened(await store.heldSecretWord(tx, seal.sealed(WORD, 'the word')), 'the word') === WORD

/**
 * Where what is kept here was sealed with another secret, the next program decides anew, and true is returned: what was sealed before opens no more.
 */
export async function forgetOtherSecret(tx: Tx, seal: Seal): Promise<boolean> {
  const word = await store.secretWord(tx)
  if (word === null || seal.opened(word, 'the word') === WORD) return false
  await store.dropSecretWord(tx)
  return true
}

/** What the configuration of this start decides, and the parts it allows. @throws nothing that is expected */
export async function takeFixed(tx: Tx, config: { fixed: SettingsPatch; parts: readonly Part[] }, seal: Seal): Promise<void> {
  await store.fixed(tx, 'alone')
  const all = [...byPath(config.fixed)].map(([path, value]): [string, unknown] => [path, keptForm(path, value, seal)])
  await store.putFixed(tx, new Map(all), config.parts)
  tx.announce(instanceFeed, { kind: 'settings' })
}

/** The settings, with secrets only named. Owners alone. @throws Refusal `not-allowed` */
export async function settingsView(tx: ReadTx, actor: Actor): Promise<SettingsView> {
  mustOwn(actor)
  const { fixed, allowed } = await store.fixed(tx)
  return viewOf(holding(await store.kept(tx), fixed, allowed), fixed, allowed)
}

/**
 * Changes what the patch names, all of it or nothing. What holds already is no change.
 * @throws Refusal `not-allowed`; `setting-fixed` with the path of what the configuration decides
 */
export async function changeSettings(tx: Tx, actor: Actor, patch: SettingsPatch, seal: Seal): Promise<void> {
  mustOwn(actor)
  const { fixed, allowed } = await store.fixed(tx, 'alone')
  const kept = await store.kept(tx)
  for (const [path, value] of byPath(patch)) {
    if (fixed.has(path) || (path === 'parts.on' && !areAllowed(value, allowed)))
      throw new Refusal('setting-fixed', { path: `body.${path}` })
    if (isHeld(kept, path, value, seal)) continue
    const after = isSame(value, defaultOf(path)) ? null : { is: keptForm(path, value, seal) }
    await putChange(tx, actor, path, kept, after)
  }
}

/**
 * Puts back what held before a change, as a change of its own. Only the last change of a setting can be undone.
 * @throws Refusal `not-allowed`, `not-found`, `conflict`, `setting-fixed`
 */
export async function undoChange(tx: Tx, actor: Actor, id: SettingsChangeId): Promise<void> {
  mustOwn(actor)
  const { fixed } = await store.fixed(tx, 'alone')
  const change = await store.change(tx, id)
  if (!change || !isSetting(change.path)) throw new Refusal('not-found', { path: 'params.change' })
  if (!change.last) throw new Refusal('conflict', { path: 'params.change' })
  if (fixed.has(change.path)) throw new Refusal('setting-fixed', { path: 'params.change' })
  await putChange(tx, actor, change.path, await store.kept(tx), change.before)
}

/** A page of the changes, newest first. Owners alone. @throws Refusal `not-allowed`, `not-found` */
export async function settingsChanges(
  tx: ReadTx,
  actor: Actor,
  page: Page<SettingsChangeId>,
): Promise<{ changes: SettingsChange[]; next: SettingsChangeId | null }> {
  mustOwn(actor)
  const { fixed } = await store.fixed(tx)
  if (page.after && !(await store.change(tx, page.after))) throw new Refusal('not-found', { path: 'params.after' })
  const { rows, next } = pageOf(await store.changes(tx, page.after ?? null, rowsToAsk(page)), page)
  const names = await namesOf(tx, [...new Set(rows.flatMap(({ person }) => (person ? [person] : [])))])
  const changes = rows.map((row) => ({
    id: row.id,
    path: row.path,
    before: told(row.path, row.before),
    after: told(row.path, row.after),
    secret: isSecret(row.path),
    at: row.at.toISOString(),
    by: row.person && (names.get(row.person) ?? null),
    undoable: row.last && isSetting(row.path) && !fixed.has(row.path),
  }))
  return { changes, next }
}

function mustOwn(actor: Actor): void {
  if (!has(actor, 'owner', null)) throw new Refusal('not-allowed')
}

async function putChange(tx: Tx, actor: Actor, path: string, kept: ByPath, after: store.ChangeRow['after']): Promise<void> {
  const before = kept.has(path) ? { is: kept.get(path) } : null
  await store.put(tx, path, after)
  const id = freshId<SettingsChangeId>(tx.now.getTime())
  const person = actor.kind === 'person' ? actor.id : null
  await store.addChange(tx, { id, path, before, after, person })
  await recordAct(tx, actor, { act: 'setting.change', subject: `setting:${path}`, detail: { change: id } })
  tx.announce(instanceFeed, { kind: 'settings' })
}

const areAllowed = (on: unknown, allowed: readonly Part[]): boolean =>
  Array.isArray(on) && on.every((part) => allowed.includes(part))

const keptForm = (path: string, value: unknown, seal: Seal): unknown =>
  isSecret(path) && typeof value === 'string' ? seal.sealed(value, purposeOf(path)) : value

/** A secret is compared in the clear: sealed twice it looks different each time. */
function isHeld(kept: ByPath, path: string, value: unknown, seal: Seal): boolean {
  const held = kept.get(path) ?? defaultOf(path)
  return isSame(isSecret(path) && typeof held === 'string' ? seal.opened(held, purposeOf(path)) : held, value)
}

/** What the log says of a value: of a secret only whether there was one. */
function told(path: string, value: store.ChangeRow['after']): SettingsChange['after'] {
  const shown = value === null ? defaultOf(path) : value.is
  return (isSecret(path) ? shown !== null : shown) as SettingsChange['after']
}
