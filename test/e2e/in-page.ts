/** Expressions that are evaluated in the page itself, as text: this side knows no document. */
export const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
export const AXE_IS_THERE = 'typeof window.axe?.run === "function"'
export const FONTS_READY = 'document.fonts.ready.then(() => true)'
export const GROUND =
  'getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor'
/** How much of the page moved without anybody's doing; see the Layout Instability API. */
export const JUMPED = `new Promise((resolve) => {
  let sum = 0
  new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value }).observe({ type: 'layout-shift', buffered: true })
  setTimeout(() => resolve(sum), 50)
})`
/** What sticks out of a wall, which cuts it off where a page would scroll. */
export const BEYOND_THE_EDGE = `[...document.querySelectorAll('.wall *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5 || one.getBoundingClientRect().left < -0.5)
  .map((one) => one.className || one.nodeName)`
/** The name of the field that has the focus. */
export const FIELD_IN_FOCUS = 'document.activeElement?.name ?? ""'
/** What is read out of whatever has the focus. */
export const WORDS_IN_FOCUS = 'document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.innerText ?? ""'
export const FOCUS_IS_SEEN = `(() => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement)
  return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
})()`
/** Every text, label, title and placeholder, but for what people wrote. */
export const EVERYTHING_SAID = `(() => {
  const found = [document.title]
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (!node.parentElement?.closest('script, style, noscript, select, bdi, code, [lang="en"]')) found.push(node.textContent ?? '')
  for (const name of ['aria-label', 'title', 'placeholder'])
    for (const at of document.body.querySelectorAll('[' + name + ']')) found.push(at.getAttribute(name) ?? '')
  return found
})()`
/** An address for the picture: that of a test is nothing to look at. */
export const FINE_ADDRESS = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    node.textContent = node.textContent.replace(location.host, 'plenary.example.org')
})()`
/** A mark that does not outlive the page it is set on. */
export const SIGNED_PAGE = 'window.signed = true'
/** Notes when each of these stood in a frame that was painted; to be run before anything else of the page. */
export const PAINTED_AT = `(() => {
  const wanted = { title: '.day-title h1', sessions: '.session' }
  const at = (window.paintedAt = {})
  const look = () => {
    for (const [name, selector] of Object.entries(wanted))
      if (!(name in at) && document.querySelector(selector)) {
        at[name] = null
        const channel = new MessageChannel()
        channel.port1.onmessage = () => void (at[name] = performance.now())
        requestAnimationFrame(() => channel.port2.postMessage(0))
      }
    if (Object.values(at).filter(Boolean).length < Object.keys(wanted).length) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
})()`
/** What it noted, once all of it is there. */
export const PAINTED = 'window.paintedAt && window.paintedAt.title && window.paintedAt.sessions ? window.paintedAt : null'
/** Until what was just changed, such as the colours, has come to rest; two seconds at most. */
export const AT_REST = `new Promise((resolve) => {
  setTimeout(resolve, 2_000)
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const ends = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    Promise.all(ends.map((one) => one.finished.catch(() => {}))).then(resolve)
  }))
}).then(() => true)`
