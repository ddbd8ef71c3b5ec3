import type { ComponentChildren } from 'preact'
import type { ShownMember, ShownPage } from '../../contract/pages.schema.ts'
import './shown-page.css'

/** A page as organizers wrote it: title in two lines, text, button, picture, second part. `beside` stands beside the title, as the code's form does. */
export function WrittenPage({ page, level = 1, beside }: { page: ShownPage; level?: 1 | 3; beside?: ComponentChildren }) {
  const Title: 'h1' | 'h3' = `h${level}`
  return (
    <>
      <section class={beside ? 'hero' : 'hero hero-lone'}>
        <div class="hero-words">
          <Title class="written-title">
            <bdi>{page.title}</bdi>
            {page.titleSecond && <bdi class="written-second">{page.titleSecond}</bdi>}
          </Title>
          <Html html={page.descriptionHtml} />
          {page.button && (
            <p>
              <a class="button button-quiet written-button" href={page.button.address} rel="noopener">
                <bdi>{page.button.text}</bdi>
              </a>
            </p>
          )}
        </div>
        {beside}
      </section>
      {page.picture && (
        <img
          class="written-picture"
          src={page.picture.address}
          alt={page.picture.words}
          width={page.picture.width}
          height={page.picture.height}
          loading="lazy"
          decoding="async"
        />
      )}
      {page.section && <Section page={page} section={page.section} level={level} />}
    </>
  )
}

function Section(props: { page: ShownPage; section: NonNullable<ShownPage['section']>; level: 1 | 3 }) {
  const { title, html } = props.section
  const Title = props.level === 1 ? 'h2' : 'h4'
  return (
    <section class="home-section">
      {title && (
        <Title class="written-part">
          <bdi>{title}</bdi>
        </Title>
      )}
      <Html html={html} />
    </section>
  )
}

/** Made by the server's Markdown alone, with HTML switched off: the only HTML taken as it is. */
function Html({ html }: { html: string }) {
  return html === '' ? null : <div class="written" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
}

/** The people behind it, each on a card. */
export function TeamCards({ team }: { team: readonly ShownMember[] }) {
  return (
    <ul class="team">
      {team.map((member) => (
        <li key={member.id} class="team-card">
          {member.image ? (
            <img class="team-face" src={member.image} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" />
          ) : (
            <span class="team-face team-letter" aria-hidden="true">
              {[...member.name][0]}
            </span>
          )}
          <p class="team-name">
            <bdi>{member.name}</bdi>
          </p>
          {member.role && (
            <p class="team-role small">
              <bdi>{member.role}</bdi>
            </p>
          )}
          {member.about && (
            <p class="small quiet" dir="auto">
              {member.about}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
