import type { ActivityKind } from '../../contract/activity.schema.ts'

/** Line icons in a box of 24 by 24, beside those of the drawing components. */
export const iconUp = 'M5 15l7-7 7 7'
export const iconAgain = 'M20 12a8 8 0 1 1-2.4-5.7M20 3v5h-5'
export const iconOpen = 'M7 4.5l12 7.5-12 7.5z'
export const iconStop = 'M6 6h12v12H6z'
export const iconResults = 'M5 20V11M12 20V4M19 20v-6'
export const iconOnward = 'M4 12h15M13 6l6 6-6 6'
export const iconKeyboard = 'M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M17.5 10h.01M7 14h10'
export const iconSettings = 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5'
export const iconOut = 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9'
export const iconAgenda = 'M5 4h14v16H5zM9 4v16M12 9h4M12 13h4'
export const iconEvents = 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M8 14h3M13 14h3M8 17h3'
export const iconPeople =
  'M9 11a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7zM3 20a6 6 0 0 1 12 0M16 4.4a3.5 3.5 0 0 1 0 6.3M17.5 14.5A6 6 0 0 1 21 20'
export const iconPerson = 'M12 11.5a4 4 0 1 0 0-8a4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0'
export const iconActs = 'M5 4h14v16H5zM9 8h6M9 12h6M9 16h3'
export const iconMails = 'M3 6h18v12H3zM3 7l9 7 9-7'
export const iconWebhooks = 'M9.5 11.5a4 4 0 1 1 5-6.2M12 8l-4 8M16 12a4 4 0 1 1-3.4 6.6M7.5 16H17M9 19.5a4 4 0 1 1-4.5-7'
export const iconKeys = 'M8 11.5a4 4 0 1 1 0 5a4 4 0 0 1 0-5zM11 12.5l8-8M16 7.5l3 3M13.5 10l2 2'
export const iconPages = 'M4 5h16v14H4zM4 9h16M8 13h5M8 16h8'
export const iconMenu = 'M4 7h16M4 12h16M4 17h16'
export const iconSkip = 'M5 5l9 7-9 7zM18 5v14'
export const iconAway = 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6'

export const kindIcons: Record<ActivityKind, string> = {
  text: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
  poll: 'M5 20V11M12 20V4M19 20v-6',
  quiz: 'M9 9a3 3 0 1 1 4 2.8c-.8.3-1 1-1 2.2M12 17.5h.01M12 21a9 9 0 1 0 0-18a9 9 0 0 0 0 18z',
  scale: 'M3 12h18M9 8v8M3 9v6M21 9v6',
  cloud: 'M7 18a4 4 0 0 1-.5-8A5.5 5.5 0 0 1 17 8.6A4.7 4.7 0 0 1 17 18z',
}
