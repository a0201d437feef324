import { amountsOf, pluralsOf } from '../counting.ts'
import type { Messages } from '../en.ts'

const plural = pluralsOf('es')
const amount = amountsOf('es')

export const newsletter: Messages['newsletter'] = {
  retry: 'Intentar de nuevo con los demás',
  subscribers: (count) =>
    plural(count, '1 persona suscrita', `${amount(count)} personas suscritas`),
  progress: (release, by, when, sent, total) =>
    `La publicación ${release} la envió ${by}, ${when}: salieron ${sent} de ${total} correos`,
  refused: (count) => `, ${count} a direcciones que no existen`,
  unknown: (count) => `, ${count} quizás no hayan llegado (el servidor se detuvo entretanto)`,
  nothingSent: 'No se envió nada.',
  heading: 'Enviar el boletín',
  lede: (people) =>
    `Lo reciben ${people}. Se envía la publicación que se lee ahora, no el borrador.`,
  tryingAgain: 'Intentándolo de nuevo …',
  previewSent: 'En su correo hay una vista previa del borrador.',
  preview: 'Enviarme una vista previa',
  sendRelease: (number) => `Enviar la publicación ${number} …`,
  onlyOnce: 'Una vez enviado no se puede detener, y se envía una sola vez.',
  notYet: 'Todavía no',
  onItsWay: 'Va en camino.',
  sendTo: (people) => `Enviarlo a ${people}`,
  onceReleased: 'Se podrá enviar cuando se haya publicado.',
}
