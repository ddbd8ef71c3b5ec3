import type { Kept } from '../../modules/instance/index.ts'
import type { Bus } from '../../platform/bus.ts'
import type { Db } from '../../platform/db.ts'
import type { Log } from '../../platform/log.ts'
import type { Outgoing } from '../../platform/outgoing.ts'
import type { Seal } from '../../platform/seal.ts'

/** What is needed to send anything out. */
export interface OutMeans {
  readonly db: Db
  readonly log: Log
  readonly seal: Seal
  readonly outgoing: Outgoing
  readonly current: { settings(): Kept }
  readonly bus: Bus
  readonly version: string
  /** Where this instance is reached, without a slash at its end. Asked when something leaves: the port is known by then. */
  readonly publicUrl: () => string
  /** The mail server is the configuration's, so it may stand anywhere. */
  readonly mailUrlIsConfigured: boolean
}
