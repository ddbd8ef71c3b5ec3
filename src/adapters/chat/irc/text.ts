/** Text as IRC carries it: what comes in is cleaned, what goes out is cut to lines. Pure. */

export const HEARD_CHARACTERS_MAX = 2_000

// biome-ignore lint/suspicious/noControlCharactersInRegex: IRC's colours and styles are control codes
const COLOURS = /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[0-9a-f]{6}(?:,[0-9a-f]{6})?)?/gi
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above; the tab is no style but a blank
const CONTROLS = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/g

/** The words of a line heard, without colours, styles and other control codes, at most 2,000 UTF-16 units and never half a character. */
export function cleanText(text: string): string {
  const clean = text.replace(COLOURS, '').replace(CONTROLS, '').replaceAll('\t', ' ').toWellFormed()
  if (clean.length <= HEARD_CHARACTERS_MAX) return clean
  return clean.slice(0, isLowSurrogate(clean, HEARD_CHARACTERS_MAX) ? HEARD_CHARACTERS_MAX - 1 : HEARD_CHARACTERS_MAX)
}

/**
 * Cuts a text into lines of at most `bytesMax` UTF-8 bytes: at its own line ends first, then at blanks, and inside a word only when
 * the word alone is too long; never inside a code point. Blank lines and control codes that would change the protocol vanish.
 * Throws when `bytesMax` cannot hold the longest code point (4 bytes).
 */
export function cutLines(text: string, bytesMax: number): string[] {
  if (bytesMax < 4) throw new Error(`a line of ${bytesMax} bytes holds no text`)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL and CR end a line early, \x01 would make it a CTCP request
  const safe = text.toWellFormed().replace(/[\x00\x01\r]/g, '')
  return safe.split('\n').flatMap((line) => (line.trim() === '' ? [] : cutLine(line.trimEnd(), bytesMax)))
}

function cutLine(line: string, bytesMax: number): string[] {
  const cut: string[] = []
  let rest = line
  while (Buffer.byteLength(rest) > bytesMax) {
    const fits = fitting(rest, bytesMax)
    const blank = rest[fits] === ' ' ? fits : rest.lastIndexOf(' ', fits - 1)
    const end = blank <= 0 || rest.slice(0, blank).trim() === '' ? fits : blank
    cut.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  if (rest !== '') cut.push(rest)
  return cut.filter((part) => part !== '')
}

/** How many UTF-16 units from the start fit in so many bytes, whole code points only. */
function fitting(text: string, bytesMax: number): number {
  let bytes = 0
  let units = 0
  for (const point of text) {
    bytes += Buffer.byteLength(point)
    if (bytes > bytesMax) break
    units += point.length
  }
  return units
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return unit >= 0xdc00 && unit <= 0xdfff
}
