import { html } from 'hono/html'
import { cover } from './cover.ts'
import { guideEntry } from './guide-entry.ts'
import { type Markup, page } from './page.ts'
import type { PublishedGuide } from './published-guide.ts'

/** The public front page. `publishing` counts guides whose first edition is still being made. */
export function frontPage(guides: PublishedGuide[], publishing: number): Markup {
  return page({
    title: 'Charrette: guides for cities, by cities',
    description:
      'Resource guides that city governments write together, approve word for word, and publish for cities everywhere.',
    body: html`
      <section class="hero">
        <div class="hero-text">
          <h1>Some other city has already tried it.</h1>
          <p class="lede">
            A council asks for a plan. Somewhere an official in another city wrote that plan last year, learned what
            it cost, and knows which part failed. Charrette is where cities write it down together, so that the
            next one does not start from nothing.
          </p>
          <p class="hero-actions">
            <a class="button" href="/guides/">Read the guides</a>
            <a class="button button-quiet" href="/#how">How a guide is made</a>
          </p>
        </div>
        <div class="hero-covers">${guides.slice(0, 2).map((guide) => cover(guide))}</div>
      </section>

      <section class="band" aria-labelledby="guides-heading">
        <h2 id="guides-heading">The guides</h2>
        ${guides.length > 0 ? guides.map((guide) => guideEntry(guide, 3)) : ''}
        ${
          publishing > 0
            ? html`<p class="status">
                ${publishing === 1 ? 'One guide is' : `${publishing} guides are`} being published right now.
                Reload this page in a minute.
              </p>`
            : guides.length === 0
              ? html`<p class="status">No guide has been released yet.</p>`
              : ''
        }
      </section>

      <section class="band band-civic" id="how" aria-labelledby="how-heading">
        <h2 id="how-heading">How a guide is made</h2>
        <ol class="road">
          <li>
            <h3>Cities write it</h3>
            <p>
              Officials from several cities work in one text at the same time. The people who wrote it face the
              same budgets, unions and council meetings as the people who will read it.
            </p>
          </li>
          <li>
            <h3>Editors answer for it</h3>
            <p>
              A finished draft is frozen. Editors see what changed, who wrote it and what is still wrong, and
              approve that exact text or send it back with a reason.
            </p>
          </li>
          <li>
            <h3>It is released</h3>
            <p>
              An approved text gets a number and a fingerprint. It never changes afterwards: corrections
              appear as a new edition, and the old one stays where it was.
            </p>
          </li>
          <li>
            <h3>Anyone can read it</h3>
            <p>
              On a phone, on paper at a council meeting, on an e-reader or through a screen reader. Every edition
              is built to be accessible, so a city may hand it on.
            </p>
          </li>
        </ol>
      </section>

      <section class="band take-part" aria-labelledby="take-part-heading">
        <div>
          <h2 id="take-part-heading">Bring your city</h2>
          <p>
            A guide needs the city that made it work and the city where it did not. If yours is working on
            broadband, jobs, housing or anything else that other cities face, its experience belongs in the next edition.
          </p>
        </div>
        <p class="hero-actions">
          <a class="button" href="/ask/">Ask how we can help</a>
          <a class="button button-quiet" href="/sign-in">Sign in to write</a>
        </p>
      </section>
    `,
  })
}
