import markdownIt from 'markdown-it'

/**
 * Markdown of organizers as HTML. Markup of their own is shown as text, links lead only to the web or a mail address, and open apart;
 * so nothing a person types can run, and no sanitizer has to guess.
 */
const markdown = markdownIt({ html: false, linkify: true, breaks: true })
markdown.validateLink = (link) => /^(https?:|mailto:|\/(?!\/))/i.test(link.trim())
markdown.renderer.rules.link_open = (tokens, i, options, _env, self) => {
  const link = tokens[i]
  if (/^https?:/i.test(String(link?.attrGet('href') ?? ''))) {
    link?.attrSet('target', '_blank')
    link?.attrSet('rel', 'nofollow noopener noreferrer')
  }
  return self.renderToken(tokens, i, options)
}

/** Safe HTML of a Markdown text; empty for an empty one. */
export const htmlOf = (text: string): string => (text.trim() === '' ? '' : markdown.render(text))
