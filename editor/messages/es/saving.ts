import { pluralsOf } from '../counting.ts'
import type { Messages } from '../en.ts'

const plural = pluralsOf('es')

export const saving: Messages['saving'] = {
  kept: (count) =>
    plural(
      count,
      `${count} cambio conservado en este dispositivo`,
      `${count} cambios conservados en este dispositivo`,
    ),
  offlineKept: (kept) => `Sin conexión: ${kept}`,
  receipt: (at) => `En el servidor a las ${at}`,
  morePeople: ' personas más',
  where: {
    frontMatter: 'Lo que se dice de la guía',
    bibliography: 'Una fuente',
    pictures: 'Una imagen',
    comments: 'Un comentario',
    guide: 'La guía',
    chapter: (title) => `Capítulo «${title}»`,
    titleOf: (chapter) => `${chapter}, su título o su lugar`,
  },
  notOnServer: (title) => `${title}: lo que no ha llegado al servidor`,
  takenOutAll: '(se quitó)',
  newInIt: (what) => `Lo nuevo: ${what}`,
  takenOut: (what) => `Se quitó: ${what}`,
  saved: 'Guardado',
  saving: 'Guardando …',
  offline: 'Sin conexión',
  readOnly: 'Usted puede leer, pero no escribir',
  signedOut: 'Se cerró su sesión. Lo que escribió se conserva en este dispositivo.',
  mayNot:
    'Usted no puede cambiar esto aquí, así que el servidor no lo aceptó. Se conserva en este dispositivo.',
  noGuide: 'No existe tal guía, o se quitó.',
  newerEditor:
    'Hay un editor más nuevo. Vuelva a cargar la página para seguir; su texto se conserva.',
  roleChanged: 'Su función en esta guía cambió. Vuelva a cargar la página para seguir con ella.',
  tooLarge: 'Esto es demasiado grande para guardarse. Se conserva en este dispositivo.',
  notTaken: 'El servidor no pudo aceptar el último cambio. Se conserva en este dispositivo.',
  cannotSave:
    'El servidor no puede abrir ni guardar esta guía en este momento. Lo que usted escribe se conserva en este dispositivo; se intentará de nuevo …',
  damaged:
    'Esta guía está dañada en el servidor, y ya se avisó a quien lo administra. Lo que usted escribe se conserva en este dispositivo.',
  restarting:
    'El servidor se está reiniciando. Lo que usted escribe se conserva en este dispositivo.',
  tooSlow:
    'Su conexión es demasiado lenta para todo lo que se está escribiendo. Lo que usted escribe se conserva en este dispositivo; se intentará de nuevo …',
  catchingUp: 'Poniéndose al día con el servidor …',
  tooManyPlaces:
    'Esta guía está abierta en demasiados lugares. Cierre una de sus pestañas, o espere; lo que usted escribe se conserva en este dispositivo.',
  tooMuch:
    'Esto envía más de lo que el servidor acepta de una vez. Lo que usted escribe se conserva en este dispositivo; se intentará de nuevo …',
  givenUpElsewhere:
    'Lo que se conservaba de esta guía se abandonó en otra pestaña. Vuelva a cargar la página para seguir.',
  see: (kept) => `Ver: ${kept}`,
  seeThem: 'Verlos',
  heading: 'Todavía no está en el servidor',
  refused:
    'El servidor no aceptó esto. Se queda en este dispositivo hasta que usted lo abandone: guarde antes lo que necesite.',
  waits:
    'Esto se conserva en este dispositivo, en este navegador. Llega solo al servidor en cuanto sea posible.',
  allArrived: 'Todo ha llegado ya al servidor.',
  list: 'Cambios conservados en este dispositivo',
  download: 'Descargar como texto',
  giveUp: 'Abandonar estos cambios …',
  giveUpLede: (kept) =>
    `Esto borra para siempre: ${kept}. Después se abre la guía como la tiene el servidor.`,
  doGiveUp: 'Abandonar y abrir el texto del servidor',
  takenOutBefore: 'Se quitó:',
  wordless: 'Cambió sin palabras: se movió, se le dio otro formato o se quitó.',
  following: (name) => `Siguiendo a ${name}. Escriba o presione Escape para dejar de hacerlo.`,
  stop: 'Dejar de seguir',
  alsoHere: 'También aquí',
  writingIn: 'Escribiendo en ',
  in: 'En ',
  follow: (name) => `Seguir a ${name}`,
}
