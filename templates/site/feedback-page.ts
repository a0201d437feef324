import { html } from 'hono/html'
import { type FormState, formField, formGuards, lineControl, textControl } from './form-field.ts'
import { messagesFor, siteLanguageOf } from './messages/index.ts'
import { type Markup, page } from './page.ts'

/** The chapter of an edition that feedback is about. */
export interface ReadPage {
  slug: string
  number: string
  chapterId: string
  chapterTitle: string
  guideTitle: string
  /** Of the guide; BCP 47. */
  lang: string
}

export type CommentField = 'city' | 'text'
export type ExampleField = 'city' | 'state' | 'population' | 'year' | 'action' | 'outcome'

/** Where a chapter's feedback is sent; ends in `/`. */
export const feedbackAddress = ({
  slug,
  number,
  chapterId,
}: Pick<ReadPage, 'slug' | 'number' | 'chapterId'>): string =>
  `/feedback/${slug}/${number}/${chapterId}/`

const chapterAddress = ({ slug, number, chapterId }: ReadPage): string =>
  `/guides/${slug}/${number}/${chapterId}/`

/**
 * "What did your city do?"
 *
 * @param counted whether the reader comes from the two buttons of the chapter's page.
 */
export function feedbackPage(
  read: ReadPage,
  form: FormState<CommentField>,
  { counted = false }: { counted?: boolean } = {},
): Markup {
  const lang = siteLanguageOf(read.lang)
  const { feedback: words } = messagesFor(lang)
  return framed(read, words.heading, words.lede, {
    counted: counted ? words.counted : '',
    problem: form.problem,
    form: html`<form class="ask-form" method="post" action="${feedbackAddress(read)}" novalidate>
        ${formGuards(lang, form.drawn)}
        ${formField(form, {
          name: 'city',
          label: words.city,
          hint: words.cityHint,
          control: lineControl('text', 'address-level2'),
        })}
        ${formField(form, { name: 'text', label: words.text, control: textControl(7) })}
        <p class="hero-actions"><button type="submit" class="button">${words.send}</button></p>
      </form>
      <aside class="feedback-other" aria-labelledby="propose">
        <h2 id="propose">${words.example}</h2>
        <p>${words.exampleText}</p>
        <p><a class="button button-quiet" href="${feedbackAddress(read)}example/">${words.example}</a></p>
      </aside>`,
  })
}

/** The form by which a reader proposes what their city did as an example. */
export function exampleFormPage(read: ReadPage, form: FormState<ExampleField>): Markup {
  const lang = siteLanguageOf(read.lang)
  const { feedback: words } = messagesFor(lang)
  return framed(read, words.example, words.exampleLede, {
    counted: '',
    problem: form.problem,
    form: html`<form class="ask-form" method="post" action="${feedbackAddress(read)}example/" novalidate>
      ${formGuards(lang, form.drawn)}
      <div class="ask-row">
        ${formField(form, {
          name: 'city',
          label: words.city,
          control: lineControl('text', 'address-level2'),
        })}
        ${formField(form, {
          name: 'state',
          label: words.state,
          required: false,
          control: lineControl('text', 'address-level1'),
        })}
      </div>
      <div class="ask-row">
        ${formField(form, {
          name: 'population',
          label: words.population,
          hint: words.optional,
          required: false,
          control: lineControl('text', 'off', html`inputmode="numeric"`),
        })}
        ${formField(form, {
          name: 'year',
          label: words.year,
          hint: words.optional,
          required: false,
          control: lineControl('text', 'off', html`inputmode="numeric"`),
        })}
      </div>
      ${formField(form, { name: 'action', label: words.action, control: textControl(6) })}
      ${formField(form, {
        name: 'outcome',
        label: words.outcome,
        hint: words.outcomeHint,
        control: textControl(6),
      })}
      <p class="hero-actions"><button type="submit" class="button">${words.sendExample}</button></p>
    </form>`,
  })
}

/** What it says once something is kept. */
export function feedbackThanksPage(read: ReadPage): Markup {
  const lang = siteLanguageOf(read.lang)
  const { feedback: words } = messagesFor(lang)
  return page({
    lang,
    title: words.thanks,
    description: words.thanksText,
    at: 'guides',
    body: html`<section class="band problem">
      <h1>${words.thanks}</h1>
      <p class="lede">${words.thanksText}</p>
      <p class="hero-actions"><a class="button" href="${chapterAddress(read)}">${words.back}</a></p>
    </section>`,
  })
}

function framed(
  read: ReadPage,
  heading: string,
  lede: string,
  { counted, problem, form }: { counted: string; problem: string; form: Markup },
): Markup {
  const lang = siteLanguageOf(read.lang)
  const { feedback: words } = messagesFor(lang)
  return page({
    lang,
    title: words.title(read.chapterTitle),
    description: words.description(read.guideTitle),
    at: 'guides',
    body: html`<section class="band ask">
      ${counted ? html`<p class="feedback-counted" role="status">${counted}</p>` : ''}
      <div class="ask-head">
        <p class="trail">${words.about} <a href="${chapterAddress(read)}" ${read.lang === lang ? '' : html`lang="${read.lang}"`}>${read.chapterTitle}</a></p>
        <h1>${heading}</h1>
        <p class="lede">${lede}</p>
      </div>
      ${problem ? html`<p class="ask-problem" role="alert">${problem}</p>` : ''}
      ${form}
    </section>`,
  })
}
