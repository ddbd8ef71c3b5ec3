import { joinPath } from '../lib/paths.ts'

/** Moving between the audience's pages without loading anything anew. The address is all a page needs. */
const MOVED = 'plenary-moved'

export function goTo(path: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', path)
  else history.replaceState(null, '', path)
  dispatchEvent(new Event(MOVED))
}

/** Tells of every move, by a link or by the browser's back. Returns the way to stop. */
export function onMove(moved: () => void): () => void {
  addEventListener(MOVED, moved)
  addEventListener('popstate', moved)
  return () => {
    removeEventListener(MOVED, moved)
    removeEventListener('popstate', moved)
  }
}

/** For a link's press: stays in the page, unless somebody wants a new tab. */
export function stayHere(pressed: MouseEvent): void {
  const link = pressed.currentTarget
  if (!(link instanceof HTMLAnchorElement) || pressed.metaKey || pressed.ctrlKey || pressed.shiftKey || pressed.button !== 0)
    return
  pressed.preventDefault()
  goTo(link.pathname)
}

/** Where to join, and then come back to this page. */
export const joinAndBack = (): string => `${joinPath()}?to=${encodeURIComponent(location.pathname)}`
