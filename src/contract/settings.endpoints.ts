import { z } from 'zod'
import { type Endpoint, none, paging } from './endpoint.ts'
import { SettingsChange, SettingsChangeId, SettingsPatch, SettingsView } from './settings.schema.ts'

/** The settings of the instance, and the log of their changes. */
export const settings = {
  settings: {
    summary:
      'The settings of the instance. Secrets are null; `secretsSet` names those that are set, `fixed` what the configuration decides.',
    who: 'owner',
    params: none,
    body: none,
    reply: SettingsView,
  },
  changeSettings: {
    summary: 'Change settings; what is left out stays. A refusal names the field, and nothing is changed.',
    who: 'owner',
    params: none,
    body: SettingsPatch,
    reply: SettingsView,
  },
  settingsChanges: {
    summary: 'The changes of settings, newest first.',
    who: 'owner',
    params: z.strictObject(paging(SettingsChangeId)),
    body: none,
    reply: z.strictObject({ changes: z.array(SettingsChange), next: SettingsChangeId.nullable() }),
  },
  undoSettingsChange: {
    summary:
      'Put back what held before a change: as a change of its own, and only while no later one of the same setting was made.',
    who: 'owner',
    params: z.strictObject({ change: SettingsChangeId }),
    body: none,
    reply: SettingsView,
  },
} as const satisfies Record<string, Endpoint>
