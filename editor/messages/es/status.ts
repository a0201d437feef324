import { pluralsOf } from '../counting.ts'
import type { Messages } from '../en.ts'

const plural = pluralsOf('es')

export const status: Messages['status'] = {
  wrong: (count) =>
    count === 0
      ? 'Todo funciona.'
      : plural(
          count,
          'Una cosa requiere la atención de quien administra el servidor.',
          `${count} cosas requieren la atención de quien administra el servidor.`,
        ),
  lines: {
    saving: 'Guardado',
    stored: 'Lo que se escribe se guarda.',
    nobodyWrites: 'Nadie tiene una guía abierta.',
    windows: (count) => `Hay guías abiertas en ${count} ${plural(count, 'ventana', 'ventanas')}.`,
    notStored:
      'En este momento no se puede guardar nada. Lo que se escribe queda en cada dispositivo y se guarda cuando esto se arregle.',
    theGuide: (slug) => `La guía «${slug}»`,
    damaged: (since) =>
      `Está dañada en el disco del servidor desde el ${since}, y cerrada hasta que se restaure de una copia de seguridad.`,
    printing: 'Impresión',
    prints: 'Hay un navegador con que imprimir.',
    printsNot:
      'El servidor no encontró un navegador con que imprimir: no se puede publicar ninguna edición.',
    publishing: 'Publicación',
    notMade: (count) =>
      plural(
        count,
        `${count} edición no se pudo hacer. Abra sus publicaciones para ver por qué y volver a intentarlo.`,
        `${count} ediciones no se pudieron hacer. Abra sus publicaciones para ver por qué y volver a intentarlo.`,
      ),
    beingMade: (count) =>
      plural(
        count,
        `${count} edición se está haciendo o espera.`,
        `${count} ediciones se están haciendo o esperan.`,
      ),
    nothingWaits: 'Nada espera.',
    mail: 'Correo',
    noMail: 'No sale ningún correo: este servidor no tiene configurado un servidor de correo.',
    mailWaits: (count, since) =>
      plural(
        count,
        `${count} correo espera desde el ${since}: el servidor de correo no lo acepta. Se conserva y se vuelve a intentar.`,
        `${count} correos esperan desde el ${since}: el servidor de correo no los acepta. Se conservan y se vuelve a intentar.`,
      ),
    mailGivenUp: (count) =>
      plural(
        count,
        `${count} correo se dio por perdido en los últimos siete días.`,
        `${count} correos se dieron por perdidos en los últimos siete días.`,
      ),
    mailOnItsWay: (count) => `${count} ${plural(count, 'correo va', 'correos van')} en camino.`,
    room: 'Espacio en el disco',
    free: (gigabytes) => `Hay ${gigabytes} GB libres.`,
    littleFree: (gigabytes) =>
      `Solo hay ${gigabytes} GB libres: pronto no se podrá guardar ni publicar nada.`,
  },
  asking: 'Preguntando al servidor …',
  notShown: 'El estado no se le muestra a usted',
  notShownWords:
    'Los editores ven cómo está el servidor. Si usted debe ser editor, pídalo a quien administra su consorcio.',
  doesNotSay: 'El servidor no dice cómo está',
  title: 'Estado del servidor',
  works: 'Funciona',
  needsAttention: 'Requiere atención',
  publications: 'Ediciones que todavía no están',
  runningSince: (version) => `Charrette ${version}, en marcha desde el `,
  looksAgain: '. Esta página vuelve a mirar cada 15 segundos.',
}
