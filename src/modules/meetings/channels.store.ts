import type { ChannelBinding, ChannelPlace, MeetingId, PhaseAt } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { type Sql, sql } from '../../platform/sql.ts'

/** Which chat channels are heard by which meeting. */

const inOrder = sql`order by network, channel, server nulls first`

export async function channels(tx: ReadTx, meetingId: MeetingId): Promise<ChannelBinding[]> {
  return tx.rows(sql`select network, server, channel, language from meetings_channels where meeting = ${meetingId} ${inOrder}`)
}

export async function channelPlaces(tx: ReadTx, meetingId: MeetingId): Promise<ChannelPlace[]> {
  return tx.rows(sql`select network, server, channel from meetings_channels where meeting = ${meetingId} ${inOrder}`)
}

const overlapping = (at: ChannelPlace): Sql =>
  sql`network = ${at.network} and channel = ${at.channel} and (server is null or ${at.server}::text is null or server = ${at.server})`

/** The bindings that hear what this one would hear. Until we commit nobody else binds: no constraint can say that all servers overlap with one. */
export async function overlaps(
  tx: Tx,
  at: ChannelBinding,
): Promise<{ meeting: MeetingId; at: PhaseAt; server: string | null; language: string }[]> {
  await tx.rows(sql`lock table meetings_channels in share row exclusive mode`)
  return tx.rows(sql`
    select c.meeting, m.phase as at, c.server, c.language
    from (select * from meetings_channels where ${overlapping(at)}) c join meetings_meetings m on m.id = c.meeting`)
}

/** In the place of all that it overlaps. */
export async function bindChannel(tx: Tx, meetingId: MeetingId, at: ChannelBinding): Promise<void> {
  await tx.rows(sql`delete from meetings_channels where ${overlapping(at)}`)
  await tx.rows(sql`
    insert into meetings_channels (network, server, channel, language, meeting)
    values (${at.network}, ${at.server}, ${at.channel}, ${at.language}, ${meetingId})`)
}

/** False: it was not bound. */
export async function unbindChannel(tx: Tx, meetingId: MeetingId, at: ChannelPlace): Promise<boolean> {
  const gone = await tx.rows(sql`
    delete from meetings_channels
    where network = ${at.network} and server is not distinct from ${at.server} and channel = ${at.channel} and meeting = ${meetingId}
    returning 1`)
  return gone.length === 1
}

/** Which meeting hears a channel of this server, and in which language it is spoken to. */
export async function bindingOf(tx: ReadTx, at: ChannelPlace): Promise<{ meeting: MeetingId; language: string } | null> {
  const [row] = await tx.rows<{ meeting: MeetingId; language: string }>(sql`
    select meeting, language from meetings_channels where ${overlapping(at)} limit 1`)
  return row ?? null
}

/** Somewhere on a server of a network; `channel` null: a direct message. */
export interface ChatPlace {
  readonly network: ChannelPlace['network']
  readonly server: string
  readonly channel: string | null
}

/** The language of a channel; without one, that of most channels there. */
export async function languageOf(tx: ReadTx, { network, server, channel }: ChatPlace): Promise<string | null> {
  const [row] = await tx.rows<{ language: string }>(sql`
    select language from meetings_channels
    where network = ${network} and (server is null or server = ${server}) and (${channel}::text is null or channel = ${channel})
    group by language order by count(*) desc, language limit 1`)
  return row?.language ?? null
}
