/**
 * The instance itself: the settings that are kept in the database, with a log of their changes, and the pages that welcome people. What a
 * setting means is for whoever reads it; the configuration file wins over what is kept here, and is told to this module at each start.
 */
export {
  type HomePage,
  type NewPicture,
  pageLinks,
  pages,
  picture,
  preview,
  publicPage,
  putMember,
  putPage,
  putPicture,
  removeMember,
  removePage,
} from './pages.ts'
export type { Kept, Sealed } from './rules.ts'
export {
  changeSettings,
  forgetOtherSecret,
  instanceFeed,
  isOurSecret,
  secret,
  settings,
  settingsChanges,
  settingsView,
  takeFixed,
  undoChange,
} from './settings.ts'
