import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { PersonData } from '../../contract/privacy.schema.ts'

/**
 * Goal: no table keeps something of a person that their own data does not tell. Method: every table there is stands here with the part of the
 * data that it comes to, or with the reason why there is none; a new table, or a new column that may name a person, has to be put down first.
 */
const tables: Record<string, keyof PersonData | { none: string }> = {
  auth_accounts: { none: 'the slow hash of the password, which is a secret; that there is one is told by `accounts`' },
  auth_users: 'accounts',
  auth_verifications: 'accounts',
  events_events: { none: 'gatherings' },
  board_acts: 'boardActs',
  board_check_ins: 'checkIns',
  board_events: { none: 'settings of days' },
  board_hidden: 'hidden',
  board_lines: { none: 'numbers of lines' },
  board_tracks: { none: 'what was said of tracks' },
  board_watches: 'watches',
  calendars_calendars: { none: 'events' },
  calendars_entries: { none: 'the plan as calendars were told it' },
  flags_flags: { none: 'what organizers prepared' },
  flags_pictures: { none: 'what is shown with flags' },
  flags_tries: 'flags',
  instance_changes: { none: 'ids of who changed a setting, when and which: the same acts stand in people_acts' },
  instance_fixed: { none: 'the configuration' },
  instance_pages: { none: 'what the public reads' },
  instance_pictures: { none: 'what the public sees' },
  instance_secret: { none: 'a word to know the instance’s secret by' },
  instance_settings: { none: 'settings' },
  instance_team: { none: 'cards written by organizers for the public, tied to no person' },
  ledger_accounts: 'meetings',
  ledger_entries: { none: 'points of accounts; what somebody has is told by `meetings`' },
  ledger_transfers: { none: 'what points were for, by ids alone' },
  mails_mails: 'mails',
  meetings_activities: { none: 'what organizers prepared, and counts' },
  meetings_answers: 'meetings',
  meetings_channels: { none: 'chat channels' },
  meetings_marks: 'meetings',
  meetings_meetings: 'steers',
  meetings_participants: 'meetings',
  meetings_pictures: { none: 'what is shown on slides' },
  meetings_queues: { none: 'words that wait for a moderator, tied to no person' },
  meetings_run_seats: 'meetings',
  meetings_runs: { none: 'what came out of earlier runs; who took part stands in meetings_run_seats' },
  meetings_scoreboards: {
    none: 'names and points as last told: they stand in meetings_participants, and are told anew when somebody is forgotten',
  },
  meetings_verdicts: { none: 'words, tied to no person' },
  people_acts: 'acts',
  people_bans: 'bans',
  people_consents: 'consents',
  people_deletions: 'deletionAskedUntil',
  people_handles: 'handles',
  people_keys: 'keys',
  people_links: 'links',
  people_merges: 'merges',
  people_persons: 'persons',
  people_roles: 'roles',
  people_setup_links: { none: 'links that are nobody’s yet' },
  people_sign_ins: 'signIns',
  platform_changes: { none: 'news of a week: what it tells stands in the rows' },
  platform_feeds: { none: 'numbers' },
  platform_leases: { none: 'nodes' },
  platform_migrations: { none: 'the schema' },
  schedule_booking_acts: 'bookingActs',
  schedule_bookings: 'bookings',
  schedule_days: { none: 'the plan' },
  schedule_events: { none: 'gatherings' },
  schedule_offers: { none: 'the plan' },
  schedule_rooms: { none: 'rooms' },
  schedule_sessions: {
    none: 'the programme as the public reads it; who speaks is written there by its organizers, tied to no person',
  },
  schedule_slots: { none: 'the plan' },
  schedule_sources: { none: 'addresses of programmes' },
  schedule_tracks: { none: 'teams' },
  schedule_versions: 'releases',
  webhooks_attempts: { none: 'what programs elsewhere answered' },
  webhooks_deliveries: { none: 'news, by ids alone' },
  webhooks_endpoints: { none: 'programs elsewhere' },
  webhooks_position: { none: 'a number' },
}

/** Columns that may say who somebody is. In a table without a part of its own each is looked at, and put down with why it does not. */
const naming = /person|actor|account|user|recipient|email|controller|owner|^name$|^by$|address$/
const looked: Record<string, string> = {
  'auth_accounts.account_id': 'the account’s own id',
  'auth_accounts.user_id': 'the account’s own id',
  'instance_changes.person': 'an id; the act is told by `acts`',
  'instance_team.name': 'for the public, tied to no person',
  'instance_team.image_address': 'for the public, tied to no person',
  'instance_pages.button_address': 'a link',
  'ledger_entries.account': 'a number of the ledger’s own',
  'platform_feeds.name': 'of a feed',
  'platform_leases.name': 'of a lease',
  'platform_migrations.name': 'of a file',
  'schedule_rooms.name': 'of a room',
  'schedule_sources.address': 'of a programme',
  'schedule_tracks.name': 'of a track',
  'webhooks_endpoints.name': 'of a program',
  'webhooks_endpoints.address': 'of a program',
}

let world: World
before(async () => {
  world = await openWorld()
})

test('VN-35: every table stands here, with its part of a person’s data or the reason why it has none', async () => {
  const rows = await world.client`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
  assert.deepEqual(
    rows.map((row) => row.name),
    Object.keys(tables).sort(),
    'a new table has to be told to people (see dataOf of each module), forgotten with them, and put down here',
  )
  const parts = new Set(Object.values(tables).filter((part) => typeof part === 'string'))
  assert.deepEqual([...parts].sort(), Object.keys(PersonData.shape).sort(), 'a part that comes from no table')
})

test('VN-35: no column of a table without a part may name somebody', async () => {
  const rows = await world.client`
    select table_name || '.' || column_name as name, table_name as of, column_name as own from information_schema.columns where table_schema = 'public'`
  const without = rows.filter((row) => typeof tables[row.of] === 'object' && naming.test(row.own)).map((row) => row.name)
  assert.deepEqual(without.sort(), Object.keys(looked).sort())
})

test('nothing is kept of addresses that requests come from, nor of what browsers say of themselves', async () => {
  const rows = await world.client`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and (data_type in ('inet', 'cidr') or column_name ~ '(^|_)ip($|_)|user_agent|remote')`
  assert.deepEqual(
    rows.map((row) => row.name),
    [],
  )
})
