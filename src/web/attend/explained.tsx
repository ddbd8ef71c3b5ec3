/** A description, as the server made it from Markdown: no markup of its author's own can be in it. The only HTML the page takes as it is. */
export function Explained({ html }: { html: string }) {
  if (!html) return null
  return <div class="explained" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
}
