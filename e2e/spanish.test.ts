import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { en } from '../editor/messages/en.ts'
import { es } from '../editor/messages/es.ts'
import { axeFindings } from './accessibility.ts'
import { useStage } from './use-stage.ts'

const stage = useStage()

/** Stands where a message has something that differs. */
const GAP = '¤'

/** Everything that the editor says in English, but for what is the same in Spanish. */
const english = patternsOf(en, es)

function patternsOf(said: unknown, inSpanish: unknown): RegExp[] {
  if (typeof said === 'object' && said !== null)
    return Object.entries(said).flatMap(([key, inner]) =>
      patternsOf(inner, (inSpanish as Record<string, unknown> | undefined)?.[key]),
    )
  const text = wholeOf(said)
  // What is short is a word of both languages, or of people.
  if (!/[a-z]{3}/i.test(text) || text === wholeOf(inSpanish)) return []
  const parts = text.split(GAP).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return parts.join('').replace(/[^a-z]/gi, '').length < 4
    ? []
    : [new RegExp(`^${parts.join('.+')}$`, 's')]
}

/** A message as text, with a sign in place of what it is told. */
function wholeOf(message: unknown): string {
  if (typeof message === 'function') return String(message(GAP, GAP, GAP, GAP, GAP)).trim()
  return typeof message === 'string' ? message.trim() : ''
}

/** What is read or heard on the page, without what people wrote themselves. */
const saidOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const theirs =
      '[lang]:not(html), .text, .guide-line, .outline-link, tbody a, .change, .rendered, .review-note, .mail'
    const texts = [document.title]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT)
    while (walker.nextNode()) {
      const element = walker.currentNode as Element
      if (!element.checkVisibility() || element.closest(theirs)) continue
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        texts.push(element.getAttribute(name) ?? '')
      for (const child of element.childNodes)
        if (child.nodeType === Node.TEXT_NODE) texts.push(child.textContent ?? '')
    }
    return texts.map((text) => text.trim()).filter((text) => text !== '')
  })

/** The page is in Spanish to eyes and ears, axe finds nothing, and it fits a phone. */
async function isSpanish(page: Page): Promise<void> {
  expect(await page.locator('html').getAttribute('lang')).toBe('es')
  const left = (await saidOn(page)).filter((text) => english.some((pattern) => pattern.test(text)))
  expect([page.url(), left]).toEqual([page.url(), []])
  expect([page.url(), await axeFindings(page)]).toEqual([page.url(), []])
  const before = page.viewportSize()
  await page.setViewportSize({ width: 360, height: 800 })
  expect([page.url(), await page.evaluate(widerThanScreen)]).toEqual([page.url(), 0])
  await picture(page)
  if (before) await page.setViewportSize(before)
  await picture(page)
}

const widerThanScreen = () =>
  document.documentElement.scrollWidth - document.documentElement.clientWidth

let pictures = 0
/** For whoever looks at the pages: `PICTURES` names a folder. */
async function picture(page: Page): Promise<void> {
  if (!process.env.PICTURES) return
  const place = new URL(page.url()).pathname.replace(/\W+/g, '-')
  await page.screenshot({
    path: `${process.env.PICTURES}/${String(pictures++).padStart(3, '0')}${place}.png`,
    fullPage: true,
  })
}

test('somebody who reads Spanish chooses it by keyboard, signs in, invites and goes back to English', async () => {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${stage.server.address}/write`)
  await page.getByRole('button', { name: 'Español' }).press('Enter')
  await page.getByLabel('Su correo electrónico').fill('mara@tern-harbor.example')
  await isSpanish(page)
  await page.keyboard.press('Enter')
  await openLinkFromMail(page)
  await page.getByRole('button', { name: 'Sign in to Charrette' }).click()

  await page.getByRole('heading', { name: 'Guías', exact: true }).waitFor()
  await page.locator('.guide-line').first().waitFor()
  await isSpanish(page)
  await page.getByRole('button', { name: 'Guía nueva' }).press('Enter')
  await page.getByLabel('Título').waitFor()
  await isSpanish(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Guía desde Word' }).press('Enter')
  await page.getByLabel('Archivo de Word').waitFor()
  await isSpanish(page)
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: 'Tablero' }).press('Enter')
  await page.getByRole('columnheader', { name: 'Ciudad responsable' }).waitFor()
  await isSpanish(page)

  await page.getByRole('link', { name: 'Personas' }).press('Enter')
  await page.getByRole('heading', { name: 'Invitar a alguien' }).waitFor()
  await isSpanish(page)
  // A refusal that is known by its code is in Spanish as well.
  await page.getByLabel('Nombre', { exact: true }).fill('Mara')
  await page.getByLabel('Correo electrónico').fill('mara@tern-harbor.example')
  await page.getByLabel('Ciudad', { exact: true }).fill('Tern Harbor')
  await page.keyboard.press('Enter')
  await page
    .getByText('mara@tern-harbor.example ya participa en Demonstration Consortium')
    .waitFor()

  await page.getByRole('link', { name: /^Avisos/ }).press('Enter')
  await page.getByRole('heading', { name: 'Avisos' }).waitFor()
  await page.getByText('Correo sobre estos avisos').waitFor()
  await isSpanish(page)

  // It is kept, and there is a way back.
  await page.reload()
  await page.locator('.account > summary').press('Enter')
  await page.getByRole('button', { name: 'English' }).press('Enter')
  await page.getByRole('heading', { name: 'Notifications' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  await context.close()
})

test('the rooms of a guide and of its consortium speak Spanish', async () => {
  // Nobody has to choose where the browser says it already.
  const context = await stage.browser.newContext({
    locale: 'es-MX',
    viewport: { width: 1400, height: 900 },
  })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${stage.server.address}/write`)
  await page.getByLabel('Su correo electrónico').fill('mara@tern-harbor.example')
  await page.keyboard.press('Enter')
  await openLinkFromMail(page)
  await page.getByRole('button', { name: 'Iniciar sesión en Charrette' }).waitFor()
  await isSpanish(page)
  await page.getByRole('button', { name: 'Iniciar sesión en Charrette' }).press('Enter')
  await page.getByRole('heading', { name: 'Guías', exact: true }).waitFor()
  const guide = `${stage.server.address}/write/guides/growing-wages-and-jobs`
  await page.goto(guide)
  const text = page.getByRole('textbox', { name: 'Texto del capítulo' })
  await text.waitFor()
  await page.getByText(/por corregir|por mirar|Nada que corregir/).waitFor()
  for (const summary of ['Word y Markdown', 'Quién escribió esto'])
    await page.locator('summary', { hasText: summary }).press('Enter')
  await page.getByText('Créditos en la próxima publicación').waitFor()
  await isSpanish(page)

  // A comment, a suggestion, and what is found.
  await text.locator('p').first().click()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+End')
  await page.getByRole('toolbar', { name: 'Palabras seleccionadas' }).waitFor()
  await page.keyboard.press('Control+Alt+m')
  await page.getByRole('textbox', { name: 'Comentar' }).fill('¿Quién paga?')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Resolver' }).first().waitFor()
  await text.locator('p').first().click()
  await page.keyboard.press('Control+Alt+x')
  // Another word at each try.
  const word = `Roble${Date.now()}`
  await page.keyboard.type(`${word} `)
  await page.getByRole('button', { name: `Aceptar: ${word}` }).waitFor()
  await page.keyboard.press('Control+f')
  await page.getByPlaceholder('Buscar en esta guía').fill(word)
  await page.getByText('1 de 1').waitFor()
  await isSpanish(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Alt+x')
  await page.getByRole('button', { name: 'Insertar' }).press('Enter')
  await page.getByRole('option', { name: 'Ejemplo de ciudad' }).waitFor()
  await isSpanish(page)
  await page.keyboard.press('Escape')
  for (const dialog of ['Acerca de este texto', 'Fuentes']) {
    await page.getByRole('button', { name: dialog }).press('Enter')
    await page.getByRole('dialog', { name: dialog }).waitFor()
    await isSpanish(page)
    await page.keyboard.press('Escape')
  }

  // What stands within the text changes its language with the rest, and the text does not.
  await page.locator('.account > summary').press('Enter')
  await page.getByRole('button', { name: 'English' }).press('Enter')
  const inEnglish = page.getByRole('textbox', { name: 'Chapter text' })
  await inEnglish.getByText('Key takeaways').first().waitFor()
  expect(await inEnglish.getAttribute('lang')).toBe('en')
  await page.getByRole('button', { name: 'Español' }).press('Enter')
  await text.getByText('Ideas clave').first().waitFor()
  await page.locator('.account > summary').press('Enter')

  await page.getByRole('button', { name: 'Enviar a revisión' }).press('Enter')
  await page.getByRole('dialog').waitFor()
  await isSpanish(page)
  await page.getByRole('button', { name: 'Enviar', exact: true }).press('Enter')
  await page.getByRole('heading', { name: 'Aprobaciones' }).waitFor()
  await isSpanish(page)

  for (const [place, heading] of [
    ['history', 'Quién escribió y cuándo'],
    ['releases', 'Publicaciones de'],
    ['readers', 'Con qué frecuencia se lee'],
    ['rules', 'Autores principales'],
    ['audit', 'Registro de auditoría de'],
  ]) {
    await page.goto(`${guide}/${place}`)
    await page.getByRole('heading', { name: heading }).waitFor()
    await isSpanish(page)
  }
  await page.goto(`${stage.server.address}/write`)
  await page.locator('.account > summary').press('Enter')
  const addressOf = (name: string) => page.getByRole('link', { name }).getAttribute('href')
  for (const [address, heading] of [
    [await addressOf('Configuración'), 'Cómo se ven las ediciones'],
    [await addressOf('Estado del servidor'), 'Estado del servidor'],
    ['/write/questions', 'Preguntas'],
  ] as const) {
    await page.goto(`${stage.server.address}${address}`)
    await page.getByRole('heading', { name: heading }).waitFor()
    await isSpanish(page)
  }
  await context.close()
})

/** From the page that says that a mail is on its way, to where its link leads. */
async function openLinkFromMail(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Vea el correo aquí.' }).press('Enter')
  await page
    .locator('article', { hasText: 'mara@tern-harbor.example' })
    .filter({ hasText: 'Your sign-in link' })
    .first()
    .getByRole('link')
    .click()
}
