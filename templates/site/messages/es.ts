import type { Messages } from './en.ts'

/** The public site in Spanish, as it is written in the United States. */
export const es: Messages = {
  languageName: 'Español',
  tagline: 'Guías para ciudades, hechas por ciudades.',
  skip: 'Ir al contenido',
  mainNavigation: 'Principal',
  footNavigation: 'Pie de página',
  languageNavigation: 'Idioma',
  guides: 'Guías',
  allGuides: 'Todas las guías',
  cityExamples: 'Ejemplos de ciudades',
  network: 'La red',
  news: 'Novedades',
  askForHelp: 'Pedir ayuda',
  write: 'Escribir',
  newsletter: 'Boletín',
  newsFeed: 'Canal de novedades',
  catalogue: 'Catálogo (JSON)',
  opds: 'Catálogo para lectores electrónicos (OPDS)',
  signIn: 'Iniciar sesión',
  citations: 'Citas con CSL (citeproc-js)',
  feedTitle: 'Guías y ediciones nuevas',
  frontPage: 'Portada',
  seeAllGuides: 'Ver todas las guías',

  front: {
    title: 'Charrette: guías para ciudades, hechas por ciudades',
    description:
      'Guías que los gobiernos municipales escriben juntos, aprueban palabra por palabra y publican para todas las ciudades.',
    heading: 'Otra ciudad ya lo intentó.',
    lede: 'El concejo pide un plan. En alguna parte, una funcionaria de otra ciudad escribió ese plan el año pasado, supo cuánto costó y sabe qué parte falló. En Charrette las ciudades lo escriben juntas, para que la siguiente no empiece de cero.',
    read: 'Leer las guías',
    howLink: 'Cómo se hace una guía',
    guides: 'Las guías',
    how: 'Cómo se hace una guía',
    road: [
      {
        heading: 'La escriben las ciudades',
        text: 'Funcionarios de varias ciudades trabajan en un mismo texto al mismo tiempo. Quienes lo escriben conocen los mismos presupuestos, sindicatos y sesiones del concejo que quienes lo van a leer.',
      },
      {
        heading: 'Los editores responden por ella',
        text: 'Un borrador terminado queda congelado. Los editores ven qué cambió, quién lo escribió y qué falta corregir, y aprueban ese texto exacto o lo devuelven con una razón.',
      },
      {
        heading: 'Se publica',
        text: 'Un texto aprobado recibe un número y una huella. Después ya no cambia: las correcciones salen como una edición nueva, y la anterior se queda donde estaba.',
      },
      {
        heading: 'Cualquiera la puede leer',
        text: 'En el teléfono, en papel durante una sesión del concejo, en un lector electrónico o con un lector de pantalla. Cada edición está hecha para ser accesible, y una ciudad la puede compartir.',
      },
    ],
    bring: 'Sume su ciudad',
    bringText:
      'Una guía necesita a la ciudad donde funcionó y a la ciudad donde no. Si la suya trabaja en banda ancha, empleo, vivienda o cualquier otro asunto que otras ciudades enfrentan, su experiencia tiene lugar en la próxima edición.',
    ask: 'Pregunte cómo podemos ayudar',
    signInToWrite: 'Iniciar sesión para escribir',
    publishing: (count) =>
      `${count === 1 ? 'Se está publicando un texto' : `Se están publicando ${count} textos`} en este momento. Vuelva a cargar la página en un minuto.`,
  },

  guidesPage: {
    title: 'Guías',
    description:
      'Todas las guías que las ciudades han publicado con Charrette: en la web, en PDF, en EPUB y como documento de Word para adaptar.',
    none: 'Todavía no se ha publicado ninguna guía.',
  },
  entry: {
    readOnTheWeb: 'Leer en la web',
    otherLanguages: 'También en',
    formatOf: (title) => `edición de ${title}`,
    chapters: (count) => (count === 1 ? '1 capítulo' : `${count} capítulos`),
    examples: (count) =>
      count === 1 ? '1 ejemplo de una ciudad' : `${count} ejemplos de ciudades`,
    edition: (number) => `Edición ${number}`,
    minutes: (count) => (count === 1 ? '1 minuto de lectura' : `${count} minutos de lectura`),
    hours: (count, one) => `${count} ${one ? 'hora' : 'horas'} de lectura`,
  },

  examples: {
    title: 'Ejemplos de ciudades',
    description:
      'Qué hicieron las ciudades y qué resultó: todos los ejemplos de todas las guías, por tema, tamaño de la ciudad, estado y año.',
    lede: 'Qué hizo una ciudad y qué resultó. Busque una ciudad del tamaño de la suya y lea cómo le fue.',
    none: 'Todavía no se ha publicado ninguna guía con ejemplos.',
    topic: 'Tema',
    residents: 'Habitantes',
    state: 'Estado',
    since: 'Desde',
    words: 'Palabras',
    any: 'Cualquiera',
    orLater: 'o después',
    showAll: 'Mostrar todos',
    count: (count) => (count === 1 ? '1 ejemplo' : `${count} ejemplos`),
    ofAllPattern: '{count} de {all} ejemplos',
    noneFits: 'Ningún ejemplo coincide. Elija menos condiciones.',
    residentsOf: (count) => `${count} habitantes`,
    sinceYear: (year) => `Desde ${year}`,
    from: 'De',
    chapterOf: 'un capítulo de',
    alike: [
      'Otras ciudades con menos de 50,000 habitantes',
      'Otras ciudades de 50,000 a 250,000 habitantes',
      'Otras ciudades de 250,000 a 1 millón de habitantes',
      'Otras ciudades de 1 millón de habitantes o más',
    ],
    sizes: ['Menos de 50,000', 'De 50,000 a 250,000', 'De 250,000 a 1 millón', '1 millón o más'],
  },

  cities: {
    title: 'Ciudades',
    description: 'Las ciudades de la red y todas las ciudades de las que habla una guía.',
    lede: 'Quién escribe las guías y de quién hablan.',
    members: (consortium) => `Ciudades de ${consortium}`,
    others: 'Ciudades de las que hablan las guías',
    none: 'Todavía no hay ninguna ciudad.',
    wroteCount: (count) => (count === 1 ? 'Escribió en 1 guía' : `Escribió en ${count} guías`),
    hostOf: (count) => (count === 1 ? 'Sede de un encuentro' : `Sede de ${count} encuentros`),
    memberOf: (consortium) => `Una ciudad de ${consortium}.`,
    noMember: 'Una ciudad de la que hablan las guías.',
    wrote: 'Qué escribió',
    did: 'Qué hizo',
    hosted: 'De qué fue sede',
    nothing: 'Todavía no se ha publicado nada de esta ciudad.',
  },

  convenings: {
    title: 'Encuentros',
    description: 'Dónde se reunieron las ciudades, con el programa y lo que resultó.',
    lede: 'De vez en cuando las ciudades se reúnen en un lugar. El programa, quién vino y qué siguió quedan aquí, escritos y aprobados como una guía.',
    none: 'Todavía no se ha publicado ningún encuentro.',
    heldIn: (place, date) => `${place}, ${date}`,
  },

  newsPage: {
    title: 'Novedades',
    description: 'Guías nuevas, ediciones nuevas, correcciones y noticias.',
    lede: 'Lo nuevo: las guías y sus ediciones, encuentros, noticias y boletines. Lo mismo llega por un canal de novedades.',
    none: 'Todavía no se ha publicado nada.',
    kinds: {
      guide: 'Guía',
      convening: 'Encuentro',
      news: 'Noticia',
      newsletter: 'Boletín',
    },
    release: (title, number) => `${title}, edición ${number}`,
  },

  about: {
    title: 'Sobre la red',
    heading: 'Ciudades que escriben para ciudades',
    description: 'Quién está detrás de las guías y cómo participa una ciudad.',
    lede: 'Una agencia federal o una fundación puede decirle a una ciudad qué debería funcionar. Otra ciudad puede decirle qué funcionó. Estas guías las escriben gobiernos municipales para gobiernos municipales, para que lo que una aprendió no se tenga que aprender de nuevo.',
    who: 'Quién escribe',
    whoText: (consortia) =>
      `Las guías las escribe y aprueba ${consortia}. Los autores son funcionarios de sus ciudades; los editores responden por cada frase antes de que se publique.`,
    meet: 'Dónde se reúnen las ciudades',
    meetText:
      'Hay cosas que se aprenden antes alrededor de una mesa que en un documento. El programa de cada encuentro, quién vino y qué siguió tienen su propia página.',
    allConvenings: 'Todos los encuentros',
    places: 'Ciudades',
    placesText: 'Cada ciudad tiene una página: qué escribió, qué hizo y qué resultó.',
    allCities: 'Todas las ciudades',
    rights: 'Qué se puede hacer con una guía',
    rightsText:
      'Cada guía indica su licencia en la primera página. La mayoría permite copiarla, adaptarla y compartirla si se dice de dónde viene; para eso cada una tiene una edición en Word.',
    part: 'Participe',
  },

  ask: {
    title: 'Pedir ayuda',
    description:
      '¿Cómo podemos ayudar a su ciudad? Pregunte a las ciudades que escriben las guías.',
    heading: '¿Cómo podemos ayudar a su ciudad?',
    lede: 'Pregunte sobre cualquier cosa que esté en una guía, o que no esté en ninguna. Quienes editan las guías trabajan en ciudades, y una de esas personas responde por correo.',
    trap: 'Deje esto vacío',
    name: 'Su nombre',
    email: 'Su correo electrónico',
    emailHint: 'A esa dirección llega la respuesta, y nada más.',
    city: 'Su ciudad',
    text: 'Su pregunta',
    send: 'Enviar la pregunta',
    askedTitle: 'Tenemos su pregunta',
    askedDescription: 'Su pregunta va en camino a los editores.',
    askedText: 'La tienen los editores de las guías. Una de esas personas responde por correo.',
    nameMissing: 'Díganos su nombre.',
    emailMissing: 'Dé la dirección a la que llega la respuesta.',
    emailWrong: 'Esto no es una dirección de correo: nombre@example.org',
    cityMissing: 'Díganos de qué ciudad se trata.',
    textMissing: 'Escriba su pregunta.',
    tooLong: (most) => `Esto tiene más de ${most} caracteres.`,
    textTooLong: 'Esto tiene más de 5,000 caracteres. Pregunte primero lo principal.',
    lineBreak: 'Esto tiene un salto de línea.',
    mail: 'Hola:\n\nsu pregunta llegó a los editores de las guías. Una de esas personas responde a esta dirección.\n\nSi usted no preguntó nada, alguien dio su dirección por error y puede ignorar este correo.\n',
    again: 'Todavía no se envió nada. Pulse el botón una vez más.',
    tooMany:
      'En la última hora llegaron más preguntas de las que podemos atender. Envíe la suya más tarde.',
  },

  newsletterPage: {
    title: 'Boletín',
    description: 'Guías nuevas, ediciones nuevas y lo que aprendieron las ciudades, por correo.',
    lede: 'Usted tiene poco tiempo, y nosotros también. Cuando hay algo nuevo llega una carta breve: guías nuevas, ediciones nuevas, dónde se reúnen las ciudades la próxima vez.',
    subscribe: 'Recibir el boletín',
    archive: 'Todos los boletines hasta hoy',
    none: 'Todavía no ha salido ningún boletín.',
    emailHint:
      'Enviamos un correo que pregunta si fue usted. La dirección sirve solo para el boletín y se olvida cuando usted lo cancela.',
    send: 'Envíenme el boletín',
    tooMany:
      'En la última hora más personas pidieron el boletín de las que podemos atender. Inténtelo más tarde.',
    moments: {
      asked: {
        heading: 'Revise su correo',
        text: 'Si la dirección puede recibir el boletín, ya va un correo en camino. Abra el enlace que trae y queda en la lista.',
        button: '',
      },
      confirm: {
        heading: '¿Recibir el boletín?',
        text: 'Con un clic le llega el próximo.',
        button: 'Sí, envíenmelo',
      },
      confirmed: {
        heading: 'Está en la lista',
        text: 'Le llegará el próximo boletín. Cada uno trae un enlace para cancelarlos todos.',
        button: '',
      },
      tooOld: {
        heading: 'Este enlace es demasiado viejo',
        text: 'Servía por dos días. Pida el boletín otra vez y recibirá uno nuevo.',
        button: '',
      },
      stop: {
        heading: '¿Cancelar el boletín?',
        text: 'No llegará ninguno más y olvidamos su dirección.',
        button: 'Cancelarlo',
      },
      stopped: {
        heading: 'Queda cancelado',
        text: 'No llegará ningún boletín más y su dirección quedó olvidada.',
        button: '',
      },
    },
    confirmSubject: '¿Quiere recibir nuestro boletín?',
    confirmMail: (link) =>
      `Hola:\n\nalguien, probablemente usted, pidió que nuestro boletín llegue a esta dirección. Para recibirlo, abra este enlace:\n\n${link}\n\nSi no fue usted, no haga nada: olvidamos la dirección en dos días.\n`,
    alreadySubject: 'Ya recibe nuestro boletín',
    alreadyMail: (link) =>
      `Hola:\n\nalguien, probablemente usted, pidió que nuestro boletín llegue a esta dirección. Ya le llega.\n\nPara cancelarlo, abra este enlace: ${link}\n`,
    mailOnTheWeb: 'En la web:',
    mailWhy: 'Recibe este correo porque lo pidió en',
    mailStop: 'Cancelar el boletín',
  },

  search: {
    title: 'Buscar',
    description: 'Busque en todos los capítulos de todas las guías.',
    label: 'Buscar en todas las guías',
    button: 'Buscar',
    more: 'Mostrar más',
    noScript: 'La búsqueda necesita JavaScript. Sin él, mire el índice de una guía:',
    foundOne: '1 capítulo encontrado',
    foundPattern: '{count} capítulos encontrados',
    nonePattern: 'Nada encontrado para «{words}». Pruebe con otra palabra, o con menos.',
    unreachable: 'La búsqueda no responde. Inténtelo de nuevo en un momento.',
  },

  edition: {
    about: 'Sobre esta edición',
    thisIs: (number: string) => `Esta es la edición ${number}.`,
    named: (number: string) => `Edición ${number}`,
    tookItsPlace: 'la ha sustituido.',
    all: 'Ediciones',
    withdrawn: 'Retirada:',
    printChapters: 'Imprimir algunos capítulos',
    movedTitle: 'Esta página ha cambiado de lugar',
    movedText: 'Una edición más nueva de la guía la tiene en otra dirección, o ya no la tiene.',
    goThere: 'Ir allí',
  },

  print: {
    title: (guide: string) => `Imprimir capítulos de ${guide}`,
    description: (guide: string) => `Algunos capítulos de «${guide}» en un solo PDF.`,
    heading: 'Imprimir estos capítulos',
    editionOf: (guide: string, number: string) => `${guide}, edición ${number}`,
    byBrowser: 'Abra un capítulo e imprímalo con su navegador: está compuesto para el papel.',
    lede: 'Elija lo que su reunión necesita. Recibe un solo PDF, con los números que los capítulos tienen en la guía.',
    chapters: 'Capítulos',
    make: 'Hacer un PDF',
    orWhole: 'O lleve la guía entera:',
    yours: 'Su PDF',
    take: 'Descargar el PDF',
    failed: 'No se pudo imprimir. Elija de nuevo en unos minutos, o lleve la guía entera.',
    waiting: 'Espera a que se impriman otros.',
    running: 'Se está imprimiendo …',
    lookAgain: 'Mirar otra vez',
    chooseOthers: 'Elegir otros capítulos',
    chooseOne: 'Elija al menos un capítulo.',
    tooMany:
      'Se están imprimiendo más PDF de los que podemos hacer a la vez. Inténtelo en unos minutos, o lleve la guía entera.',
  },

  nothingHere: {
    heading: 'Aquí no hay ninguna página',
    text: 'Puede que la dirección esté mal escrita, o que la página haya pasado a una edición más nueva de su guía.',
  },
}
