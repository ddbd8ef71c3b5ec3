/** What people wrote on one line, cut into what is drawn differently. Nothing of it is ever markup: the pieces are drawn as text. */
export type Piece =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'label'; readonly text: string }
  | { readonly is: 'link'; readonly text: string; readonly address: string }

/** A topic: a word that begins with `#` becomes a label without it, one that begins with http:// or https:// a link. */
export function topicPieces(topic: string): Piece[] {
  return pieces(topic, (word) => {
    if (/^#./.test(word)) return { is: 'label', text: word.slice(1) }
    return linked(word, /^https?:\/\/./i)
  })
}

/** A notice: addresses, also those that begin with `www.`, become links. What a `file:` would open is on the reader's own machine: it stays text. */
export function noticePieces(text: string): Piece[] {
  return pieces(text, (word) => {
    const [, before = '', rest = ''] = /^([("'<[]*)(.*)$/.exec(word) ?? []
    const [, address = '', after = ''] = /^(.*?)([.,;:!?)"'>\]]*)$/.exec(rest) ?? []
    const link = linked(address, /^(?:(?:https?|ftp):\/\/|www\.)./i)
    return link ? [...textOf(before), link, ...textOf(after)] : null
  })
}

function linked(word: string, sign: RegExp): Piece | null {
  const address = /^www\./i.test(word) ? `https://${word}` : word
  return sign.test(word) && URL.canParse(address) ? { is: 'link', text: word, address } : null
}

const textOf = (text: string): Piece[] => (text === '' ? [] : [{ is: 'text', text }])

/** Word by word; what is none of a kind flows together with the blanks around it. */
function pieces(line: string, kindOf: (word: string) => Piece | readonly Piece[] | null): Piece[] {
  const found: Piece[] = []
  for (const part of line.split(/(\s+)/)) {
    const kind = part.trim() === '' ? null : kindOf(part)
    for (const piece of kind === null ? textOf(part) : [kind].flat()) {
      const last = found.at(-1)
      if (piece.is === 'text' && last?.is === 'text') found[found.length - 1] = { is: 'text', text: last.text + piece.text }
      else found.push(piece)
    }
  }
  return found
}
