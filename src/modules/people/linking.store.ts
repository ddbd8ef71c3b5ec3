import { randomBytes } from 'node:crypto'
import type { PersonId } from '../../contract/meeting.schema.ts'
import type { HandleId, HandleNetwork, LinkId } from '../../contract/people.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'
import type { ChatHandle } from './standing.ts'

export interface HandleRow extends Omit<ChatHandle, 'network'> {
  readonly id: HandleId
  readonly network: HandleNetwork
  readonly madeAt: Date
}
export type OwnedHandle = ChatHandle & { readonly person: PersonId }

export async function addCode(
  tx: Tx,
  link: { id: LinkId; hash: Buffer; person: PersonId | null; handle: ChatHandle | null; expiresAt: Date },
): Promise<void> {
  await tx.rows(sql`delete from people_links where expires_at < ${tx.now}`)
  await tx.rows(sql`
    insert into people_links (id, code_hash, person, network, account, expires_at)
    values (${link.id}, ${link.hash}, ${link.person}, ${link.handle?.network ?? null}, ${link.handle?.account ?? null}, ${link.expiresAt})`)
}

export async function dropCodesOfPerson(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  await tx.rows(sql`delete from people_links where person in ${among(ids)} and account is null`)
}

export async function dropCodesOfHandle(tx: Tx, handle: ChatHandle): Promise<void> {
  await tx.rows(sql`
    delete from people_links where network = ${handle.network} and account = ${handle.account} and person is null`)
}

/** Codes, and links that wait for a word on the web. */
export async function dropLinksOfHandle(tx: Tx, handle: Pick<ChatHandle, 'network' | 'account'>): Promise<void> {
  await tx.rows(sql`delete from people_links where network = ${handle.network} and account = ${handle.account}`)
}

export async function dropCode(tx: Tx, hash: Buffer): Promise<boolean> {
  return (await tx.rows(sql`delete from people_links where code_hash = ${hash} returning 1`)).length === 1
}

/** The link of a code that is good now; held until we commit, so that it is used once. */
export async function takeCode(
  tx: Tx,
  hash: Buffer,
  made: 'made on the web' | 'made in a chat',
): Promise<{ id: LinkId; person: PersonId; network: string; account: string } | null> {
  const rightSide = made === 'made on the web' ? sql`account is null` : sql`person is null`
  const [row] = await tx.rows<{ id: LinkId; person: PersonId; network: string; account: string }>(sql`
    select id, person, network, account from people_links where code_hash = ${hash} and ${rightSide} and expires_at > ${tx.now} for update`)
  return row ?? null
}

/** Both sides have proved themselves; the code itself is worth nothing from here on. */
export async function keepWaiting(tx: Tx, id: LinkId, person: PersonId, handle: ChatHandle, until: Date): Promise<void> {
  await tx.rows(sql`
    update people_links set person = ${person}, network = ${handle.network}, account = ${handle.account}, expires_at = ${until}, code_hash = ${randomBytes(32)}
    where id = ${id}`)
}

export async function waitingLink(
  tx: Tx,
  id: LinkId,
  ids: readonly PersonId[],
): Promise<{ network: string; account: string } | null> {
  const [row] = await tx.rows<{ network: string; account: string }>(sql`
    select network, account from people_links
    where id = ${id} and person in ${among(ids)} and account is not null and expires_at > ${tx.now} for update`)
  return row ?? null
}

/** Of these persons; with none given, whoever's it is. */
export async function dropLink(tx: Tx, id: LinkId, ids: readonly PersonId[]): Promise<void> {
  await tx.rows(sql`delete from people_links where id = ${id} and (${ids.length} = 0 or person in ${among(ids)})`)
}

export async function waitingLinks(tx: ReadTx, ids: readonly PersonId[], now: Date) {
  return tx.rows<{
    id: LinkId
    network: HandleNetwork
    account: string
    name: string
    alsoKnown: { network: HandleNetwork; name: string }[]
  }>(sql`
    select l.id, h.network, h.account, h.name,
      coalesce((select jsonb_agg(jsonb_build_object('network', o.network, 'name', o.name) order by o.network, o.name)
        from people_handles o join people_persons p on p.id = o.person
        where coalesce(p.merged_into, p.id) = coalesce(k.merged_into, k.id) and o.id <> h.id), '[]') as "alsoKnown"
    from people_links l
    join people_handles h on h.network = l.network and h.account = l.account
    join people_persons k on k.id = h.person
    where l.person in ${among(ids)} and l.expires_at > ${now} order by l.id`)
}

export async function handleOf(tx: ReadTx, at: { network: string; account: string }): Promise<OwnedHandle | null> {
  const [row] = await tx.rows<OwnedHandle>(sql`
    select network, account, name, proven, person from people_handles where network = ${at.network} and account = ${at.account}`)
  return row ?? null
}

/** In the order they came to be known. */
export async function handlesOf(tx: ReadTx, ids: readonly PersonId[]): Promise<HandleRow[]> {
  return tx.rows(sql`
    select id, network, account, name, proven, made_at as "madeAt" from people_handles where person in ${among(ids)} order by made_at, id`)
}

export async function chatHandle(tx: Tx, id: HandleId, ids: readonly PersonId[]): Promise<OwnedHandle | null> {
  const [row] = await tx.rows<OwnedHandle>(sql`
    select network, account, name, proven, person from people_handles
    where id = ${id} and person in ${among(ids)} and network <> 'account' for update`)
  return row ?? null
}

export async function hasAccount(tx: ReadTx, ids: readonly PersonId[]): Promise<boolean> {
  return (
    (await tx.rows(sql`select 1 from people_handles where person in ${among(ids)} and network = 'account' limit 1`)).length === 1
  )
}

/** A person known by one chat account and nothing else: linking it asks nobody else. */
export async function isNobodyElse(tx: ReadTx, ids: readonly PersonId[]): Promise<boolean> {
  const [row] = await tx.rows<{ more: number }>(sql`
    select (select count(*) from people_handles where person in ${among(ids)}) - 1
      + (select count(*) from people_sign_ins where person in ${among(ids)})
      + (select count(*) from people_roles where person in ${among(ids)}) as more`)
  return Number(row?.more) === 0
}

/** The person this handle was first known as has no other handle and nobody was merged into them: undoing its merger parts this handle alone. */
export async function isAlone(tx: ReadTx, handle: OwnedHandle): Promise<boolean> {
  const [row] = await tx.rows<{ more: number }>(sql`
    select (select count(*) from people_handles where person = ${handle.person}) - 1
      + (select count(*) from people_sign_ins where person = ${handle.person})
      + (select count(*) from people_merges where into_person = ${handle.person} and undone_at is null) as more`)
  return Number(row?.more) === 0
}

export async function moveToFreshPerson(tx: Tx, handle: OwnedHandle, fresh: PersonId): Promise<void> {
  await tx.rows(sql`insert into people_persons (id, name, made_at) values (${fresh}, ${handle.name}, ${tx.now})`)
  await tx.rows(sql`
    update people_handles set person = ${fresh} where network = ${handle.network} and account = ${handle.account}`)
}
