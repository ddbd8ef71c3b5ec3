/** Line icons in a box of 24 by 24, beside those of the drawing components. */
export const iconAway = 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6'
export const iconPlace = 'M12 21s-7-6.2-7-11.5a7 7 0 0 1 14 0C19 14.8 12 21 12 21zM12 12a2.5 2.5 0 1 0 0-5a2.5 2.5 0 0 0 0 5z'
export const iconClock = 'M12 21a9 9 0 1 0 0-18a9 9 0 0 0 0 18zM12 7v5l3.5 2'
export const iconArrow = 'M4 12h15M13 6l6 6-6 6'

/** What a room has, by the names that organizers know such symbols by. */
const roomIcons: readonly (readonly [names: RegExp, path: string])[] = [
  [/video|camera|film|record|stream/, 'M3 6h12v12H3zM15 10l6-3v10l-6-3'],
  [/phone|headset|earphone/, 'M6 3h4l1.5 5L9 10a12 12 0 0 0 5 5l2-2.5L21 14v4a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z'],
  [/mic|audio|volume|sound|music/, 'M12 15a3 3 0 0 0 3-3V6a3 3 0 0 0-6 0v6a3 3 0 0 0 3 3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6'],
  [/wheelchair|accessib/, 'M11 5h.01M11 8v6h5l2 5M11 11h4M9 12a5 5 0 1 0 6 7'],
  [/wifi|signal|network/, 'M3 10a13 13 0 0 1 18 0M6 13.5a8.5 8.5 0 0 1 12 0M9 17a4 4 0 0 1 6 0M12 20h.01'],
  [/coffee|cutlery|food|cup|glass/, 'M5 8h11v6a5 5 0 0 1-5 5h-1a5 5 0 0 1-5-5zM16 10h2a2 2 0 0 1 0 5h-2M8 3v2M12 3v2'],
  [/flash|power|plug|light/, 'M13 3L5 14h6l-1 7 9-12h-7z'],
  [/board|easel|pencil|edit/, 'M4 4h16v11H4zM8 20l2-5M16 20l-2-5M8 8h6M8 11h4'],
  [/user|people|group|seat/, 'M9 11a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7zM3 20a6 6 0 0 1 12 0M16 4.4a3.5 3.5 0 0 1 0 6.3'],
  [/blind|screen|display|project|tv|monitor|desktop/, 'M4 4h16v11H4zM8 20h8M12 15v5'],
]
const iconOther = 'M12 21a9 9 0 1 0 0-18a9 9 0 0 0 0 18zM12 11v5M12 8h.01'

export const roomIcon = (name: string): string => roomIcons.find(([names]) => names.test(name.toLowerCase()))?.[1] ?? iconOther
