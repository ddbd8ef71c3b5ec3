import type { Calls } from '../../contract/doors.ts'
import type { home as declared } from '../../contract/home.endpoints.ts'
import { picturePath } from '../../contract/pages.ts'
import * as instance from '../../modules/instance/index.ts'
import type { Door } from './door.ts'

/** The pages that welcome people. */
export const homeCalls = (door: Door): Pick<Calls, keyof typeof declared> => ({
  page: (_caller, { page }) => door.db.look((tx) => instance.publicPage(tx, page)),
  pages: (caller) => door.read(caller, instance.pages),
  putPage: (caller, { page }, body) => door.act(caller, (tx, actor) => instance.putPage(tx, actor, { ...body, id: page })),
  previewPage: (caller, { page }, body) => door.read(caller, (tx, actor) => instance.preview(tx, actor, { ...body, id: page })),
  deletePage: (caller, { page }) => door.act(caller, (tx, actor) => instance.removePage(tx, actor, page)),
  putMember: (caller, { member }, body) => door.act(caller, (tx, actor) => instance.putMember(tx, actor, member, body)),
  deleteMember: (caller, { member }) => door.act(caller, (tx, actor) => instance.removeMember(tx, actor, member)),
  putPicture: async (caller, { picture }, body) => {
    const bytes = Buffer.from(body.bytes, 'base64')
    const { id, type, width, height } = await door.write(caller, (tx, actor) => instance.putPicture(tx, actor, picture, bytes))
    return { address: picturePath(id), type, width, height }
  },
})
