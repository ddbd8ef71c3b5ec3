/** Line icons in a box of 24 by 24, each a constant of its own so that a page carries only those it draws. */
export const iconTick = 'M5 12.5l4.5 4.5L19 7.5'
export const iconCross = 'M6 6l12 12M18 6L6 18'
export const iconMore = 'M5 12h.01M12 12h.01M19 12h.01'
export const iconNext = 'M9 5l7 7-7 7'
export const iconDown = 'M5 9l7 7 7-7'
export const iconPlus = 'M12 5v14M5 12h14'
export const iconUndo = 'M4 9h10a6 6 0 0 1 0 12h-3M4 9l5-5M4 9l5 5'
export const iconPeople =
  'M9 11a3.5 3.5 0 1 0 0-7a3.5 3.5 0 0 0 0 7zM2.5 20c0-3.5 2.5-6 6.5-6s6.5 2.5 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6M17.5 14.5c2.5.7 4 2.7 4 5.5'
export const iconSun =
  'M12 16a4 4 0 1 0 0-8a4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M5 19l1.4-1.4M17.6 6.4L19 5'
export const iconMoon = 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z'
export const iconScreen = 'M4 4h16a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM8 21h8M12 17v4'
export const iconInfo = 'M12 21a9 9 0 1 0 0-18a9 9 0 0 0 0 18zM12 11v5M12 8h.01'
export const iconWarn = 'M12 4L2.5 20h19zM12 10v4M12 17h.01'
export const iconEdit = 'M4 20h4L19.5 8.5l-4-4L4 16zM13 7l4 4'
export const iconTrash = 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5'
export const iconCopy = 'M9 9h11v11H9zM5 15H4V4h11v1'
export const iconGrip = 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01'
export const iconQr = 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2M20 14v2M14 20h2M18 18h2v2'
export const iconPlay = 'M7 4.5v15L19.5 12z'
export const iconSearch = 'M11 18a7 7 0 1 0 0-14a7 7 0 0 0 0 14zM16 16l5 5'

/** Decoration only: what it means is said in the text beside it, or in its button's label. `turns` for those that point along the text. */
export function Icon(props: { path: string; turns?: boolean }) {
  return (
    <svg class={props.turns ? 'icon icon-turns' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={props.path} />
    </svg>
  )
}
