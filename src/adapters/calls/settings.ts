import type { Calls } from '../../contract/doors.ts'
import type { settings as declared } from '../../contract/settings.endpoints.ts'
import * as instance from '../../modules/instance/index.ts'
import type { Door } from './door.ts'

/** The settings of the instance. After a change this node goes by it before it answers; the others hear of it. */
export function settingsCalls(door: Door): Pick<Calls, keyof typeof declared> {
  return {
    settings: (caller) => door.read(caller, instance.settingsView),
    changeSettings: async (caller, _params, body) => {
      await door.write(caller, (tx, actor) => instance.changeSettings(tx, actor, body, door.seal))
      await door.current.refresh()
      return door.read(caller, instance.settingsView)
    },
    settingsChanges: (caller, page) => door.read(caller, (tx, actor) => instance.settingsChanges(tx, actor, page)),
    undoSettingsChange: async (caller, { change }) => {
      await door.write(caller, (tx, actor) => instance.undoChange(tx, actor, change))
      await door.current.refresh()
      return door.read(caller, instance.settingsView)
    },
  }
}
