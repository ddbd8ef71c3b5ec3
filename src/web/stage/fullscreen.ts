/** `f` fills the screen and gives it back. Where the browser refuses, nothing happens: its own key still works. */
export function listenForFullscreen(): void {
  document.addEventListener('keydown', (pressed) => {
    if (pressed.key.toLowerCase() !== 'f' || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return
    const done = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
    done.catch(() => {})
  })
}
