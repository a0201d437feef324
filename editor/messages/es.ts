import type { Messages } from './en.ts'
import { comments } from './es/comments.ts'
import { credits } from './es/credits.ts'
import { guide } from './es/guide.ts'
import { heard } from './es/heard.ts'
import { history } from './es/history.ts'
import { importing } from './es/importing.ts'
import { newsletter } from './es/newsletter.ts'
import { nodes } from './es/nodes.ts'
import { outline } from './es/outline.ts'
import { questions } from './es/questions.ts'
import { readers } from './es/readers.ts'
import { releases } from './es/releases.ts'
import { review } from './es/review.ts'
import { rules } from './es/rules.ts'
import { saving } from './es/saving.ts'
import { settings } from './es/settings.ts'
import { sources } from './es/sources.ts'
import { status } from './es/status.ts'
import { suggestions } from './es/suggestions.ts'
import { translations } from './es/translations.ts'
import { writing } from './es/writing.ts'

// The editor in Spanish, as officials in the United States read it: usted, plain words. One thing
// has one name:
//   guide guía · chapter capítulo · draft borrador · candidate candidata · release publicación ·
//   edition edición · erratum fe de erratas · consortium consorcio · city ciudad · comment comentario ·
//   suggestion sugerencia · review revisión · check comprobación · revision versión nueva ·
//   board tablero · rules reglas · people personas · sign in iniciar sesión · sign out cerrar sesión · e-mail correo

/** The words of the editor in Spanish. */
export const es: Messages = {
  languageName: 'Español',
  direction: 'ltr',
  other: { code: 'en', name: 'English' },
  opening: 'Abriendo …',
  tryAgain: 'Intentar de nuevo',
  cancel: 'Cancelar',
  save: 'Guardar',
  close: 'Cerrar',
  untitled: 'Sin título',
  undo: 'Deshacer',
  dismiss: 'Descartar',
  nothingChanged: 'No se cambió nada.',
  choose: 'Elija …',
  add: 'Agregar',
  edit: 'Editar',
  delete: 'Borrar',
  noGuide: 'No existe tal guía',
  noGuideWords: 'Quizás la dirección esté mal escrita, o usted no participa en esta guía.',
  noAnswer: 'El servidor no responde',
  noPage: {
    heading: 'Aquí no hay ninguna página',
    words: 'Quizás la dirección esté mal escrita. Sus guías siguen donde estaban.',
  },
  pageBroken: 'Algo falló en esta página. Vuelva a cargarla.',
  unreachable: 'No se puede llegar al servidor. Revise su conexión e inténtelo de nuevo.',
  answered: (status) => `El servidor respondió ${status}.`,
  heard,
  refusals: {
    unauthenticated: 'Inicie sesión, por favor.',
    forbidden: 'Usted no tiene permiso para hacer esto aquí.',
    'not-found': 'Lo que busca no existe, o se quitó.',
    'invitation-not-found': 'Esta invitación no existe. Pida otra a quien le invitó.',
    'invitation-used': 'Esta invitación ya se usó.',
    'invitation-expired': 'Esta invitación venció. Pida otra a quien le invitó.',
    'invitation-revoked': 'Esta invitación se retiró.',
    'already-a-member': 'Esta persona ya participa en el consorcio.',
    'already-invited': 'Esta persona ya tiene una invitación.',
    'no-such-person': 'No hay tal persona en este consorcio.',
    'last-administrator': 'Un consorcio necesita al menos una persona que lo administre.',
    'part-elsewhere': 'Esta persona también participa en otro consorcio.',
    'no-such-city': 'No hay tal ciudad en este consorcio.',
    'city-exists': 'Ya hay una ciudad con ese nombre.',
    'settings-unfit':
      'Con uno de estos colores no se pueden leer todas las palabras. Elija uno más oscuro o más claro.',
    'city-has-people': 'Todavía hay personas de esta ciudad.',
  },

  frame: {
    skip: 'Ir al contenido',
    consortium: 'Consorcio',
    board: 'Tablero',
    people: 'Personas',
    peopleOf: (consortium) => `Personas de ${consortium}`,
    questions: 'Preguntas',
    yourGuides: 'Sus guías',
    published: 'Las guías publicadas',
    status: 'Estado del servidor',
    statusFor: (consortium) => `Estado del servidor para ${consortium}`,
    settings: 'Configuración',
    settingsOf: (consortium) => `Configuración de ${consortium}`,
    signOut: 'Cerrar sesión',
  },

  signIn: {
    title: 'Iniciar sesión',
    lede: 'Le enviamos un enlace. No hay contraseña.',
    email: 'Su correo electrónico',
    send: 'Envíeme un enlace',
    tooMany: 'Se pidieron demasiados enlaces. Espere un minuto, por favor.',
    notSent: 'No se pudo enviar el enlace. Revise la dirección e inténtelo de nuevo.',
    look: 'Revise su correo',
    sentBefore: 'Si ',
    sentAfter: ' tiene una cuenta, un enlace va en camino. Sirve una sola vez, durante 15 minutos.',
    noMailLeaves: 'Esto es una demostración: de aquí no sale ningún correo.',
    seeMail: 'Vea el correo aquí.',
    another: 'Usar otra dirección',
    demonstration: 'Esto es una demostración',
    tryAs: 'Sea una de sus personas. Abra un segundo navegador para ser dos a la vez.',
    read: 'Leer las guías publicadas',
  },

  join: {
    title: 'Invitación',
    reading: 'Leyendo la invitación …',
    unusable: 'Esta invitación no se puede usar',
    signIn: 'Iniciar sesión',
    heading: (consortium) => `Escriba guías con ${consortium}`,
    invites: (by, who, email, city, role) =>
      `${by} invita a ${who} (${email}) por ${city}. Su función: ${role}.`,
    join: 'Unirme e iniciar sesión',
    notJoined: 'Usted todavía no se ha unido.',
  },

  roles: {
    reader: 'Lectura de borradores',
    commenter: 'Comentarios',
    suggester: 'Sugerencias',
    author: 'Autoría',
    lead: 'Autoría principal',
    editor: 'Edición',
    administrator: 'Administración',
  },
  roleMeanings: {
    reader: 'lee borradores',
    commenter: 'además los comenta',
    suggester: 'además sugiere cambios del texto',
    author: 'además escribe, comienza guías y las envía a revisión',
    editor: 'además aprueba, programa, corrige y retira publicaciones',
    administrator: 'además invita y quita a personas',
  },

  guides: {
    title: 'Guías',
    fetching: 'Buscando las guías …',
    noneYet: 'Todavía no hay guías. Comience una: basta un título.',
    noneToRead: 'Todavía no hay guías. Lo que escriba su consorcio aparecerá aquí.',
    released: (number) => `Publicada ${number}`,
    draft: 'Borrador',
    inReview: (number) => `En revisión: candidata ${number}`,
    erratumInReview: (number) => `Fe de erratas en revisión: candidata ${number}`,
    releases: 'Publicaciones',
    rules: 'Reglas',
    chapters: (count) => `${count} ${count === 1 ? 'capítulo' : 'capítulos'}`,
    words: (count) => `${count.toLocaleString('es-US')} ${count === 1 ? 'palabra' : 'palabras'}`,
    edited: (when) => `Editada: ${when}`,
    kinds: {
      guide: 'Guía',
      convening: 'Encuentro: donde se reunieron las ciudades',
      news: 'Novedad: una nota corta',
      newsletter: 'Boletín: sale por correo',
    },
    consortium: 'Consorcio',
    fromWord: 'Guía desde Word',
    fromWordLede:
      'Los títulos pasan a ser capítulos; las tablas, imágenes, notas, comentarios y cambios marcados vienen con el texto. Un informe dice qué no vino.',
    create: 'Guía nueva',
    createLede: 'Basta un título provisional: se puede cambiar hasta que se publique la guía.',
    guideTitle: 'Título',
    beginWith: 'Comenzar con',
    emptyChapter: 'Un capítulo vacío',
    kind: 'Qué es',
    doCreate: 'Crear',
    notCreated: 'La guía no se creó.',
  },

  word: {
    file: 'Archivo de Word (.docx)',
    hint: (most) => `Elíjalo o suéltelo aquí. Como máximo, ${most} MB.`,
    progress: 'Avance',
    sending: (percent) => `Enviando … ${percent} %`,
    reading: 'Leyendo el documento …',
    notIn: 'El archivo no se incorporó. No se cambió nada.',
    tooOld:
      'Este documento es de Word 2003 o anterior (.doc). Ábralo en Word y guárdelo como .docx.',
    noWord:
      'Este no es un documento de Word: su nombre no termina en .docx. Guarde el texto como .docx y elija ese archivo.',
    tooLarge: (size, most) =>
      `Este archivo tiene ${size} MB; el máximo es ${most} MB. En Word, «Comprimir imágenes» lo hace más pequeño.`,
  },

  board: {
    title: 'Tablero',
    fetching: 'Buscando los capítulos …',
    filter: 'Qué capítulos',
    leadCity: 'Ciudad responsable',
    everyCity: 'Todas las ciudades',
    noCity: 'Todavía sin ciudad',
    status: 'Estado',
    everyStatus: 'Todos los estados',
    overdueOnly: 'Solo los atrasados',
    shown: (shown, of) => `${shown} de ${of} ${of === 1 ? 'capítulo' : 'capítulos'}`,
    none: 'Ningún capítulo es así.',
    chapter: 'Capítulo',
    guide: 'Guía',
    due: 'Vence',
    untitled: 'Sin título',
    overdue: ', atrasado',
    statuses: {
      outline: 'Esquema',
      drafting: 'En redacción',
      'in-review': 'En revisión',
      final: 'Definitivo',
    },
  },

  notifications: {
    title: 'Avisos',
    withNew: (unread) => `Avisos: ${unread} ${unread === 1 ? 'nuevo' : 'nuevos'}`,
    markAll: 'Marcar todo como leído',
    fetching: 'Buscando …',
    none: 'Todavía nada.',
    isNew: 'Nuevo: ',
    mail: 'Correo sobre estos avisos',
    deliveries: {
      'at-once': 'En seguida, un correo por aviso',
      digest: 'Una vez al día, todo en un correo',
      none: 'Nunca: los leo aquí',
    },
    unchanged: 'No se cambió nada.',
  },

  people: {
    title: 'Personas',
    fetching: 'Buscando a las personas …',
    noConsortium: 'No existe tal consorcio',
    heading: (consortium) => `Personas de ${consortium}`,
    unchanged: 'No se cambió nada.',
    notDownloaded: 'No se descargó nada.',
    members: 'Quién participa',
    you: ' (usted)',
    roleOf: (name) => `Función de ${name}`,
    isNow: (name, role) => `La función de ${name} es ahora: ${role}.`,
    data: 'Sus datos',
    dataOf: (name) => `Sus datos: ${name}`,
    erased: (name) => `Se borró a ${name}; en su lugar queda un seudónimo.`,
    removed: (name) => `Se quitó a ${name} y se cerró su sesión.`,
    invite: 'Invitar a alguien',
    invited: (email) => `Una invitación va en camino a ${email}.`,
    cities: 'Ciudades',
    renamed: (before, after) =>
      `${before} se llama ${after} de ahora en adelante; lo publicado conserva el nombre anterior.`,
    waiting: 'Invitaciones en espera',
    until: (email, day) => `${email}, hasta el ${day}`,
    withdraw: 'Retirar',
    withdrawOf: (name) => `Retirar la invitación de ${name}`,
    withdrawn: (name) => `Se retiró la invitación de ${name}.`,
    remove: 'Quitar',
    removeOne: (name) => `Quitar a ${name}`,
    removeAsk: (name) => `¿Quitar a ${name}?`,
    removeLede:
      'Su sesión se cierra de inmediato en todas partes donde tenga una guía abierta. Lo que escribió y decidió se queda.',
    erase:
      'Borrar también sus datos: nombre, dirección y sesiones. Un seudónimo queda donde escribió y decidió; lo publicado sigue igual. Esto no se puede deshacer.',
    eraseName: (name) => `Escriba «${name}» para borrar sus datos`,
    removeAndErase: 'Quitar y borrar',
    rename: 'Cambiar el nombre',
    renameOne: (name) => `Cambiar el nombre de ${name}`,
    newNameOf: (name) => `Nombre nuevo de ${name}`,
    name: 'Nombre',
    email: 'Correo electrónico',
    city: 'Ciudad',
    role: 'Función',
    send: 'Enviar la invitación',
  },
  comments,
  suggestions,
  outline,
  saving,
  writing,
  nodes,
  guide,
  sources,
  credits,
  translations,
  review,
  releases,
  newsletter,
  history,
  rules,
  settings,
  status,
  readers,
  questions,
  importing,
}
