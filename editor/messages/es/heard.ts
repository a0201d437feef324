/**
 * What the server and the checks say in English, as it is said in Spanish. `{}` stands for what
 * differs from one time to the next, in their order `{1}`, `{2}` in the Spanish.
 */
export const heard: Record<string, string> = {
  // The checks of a guide.
  'The entry `{}` of the bibliography does not fit: its `{}` {}':
    'La entrada `{1}` de la bibliografía no es válida: su `{2}` {3}',
  'Add the source anew and choose it in its place.':
    'Agregue la fuente de nuevo y elíjala en su lugar.',
  'Nothing cites the entry `{}` of the bibliography':
    'Nada cita la entrada `{1}` de la bibliografía',
  'Cite it where its claim is made, or delete it.':
    'Cítela donde se hace su afirmación, o bórrela.',
  'This guide has no chapters': 'Esta guía no tiene capítulos',
  'Write at least one.': 'Escriba al menos uno.',
  'This chapter is empty': 'Este capítulo está vacío',
  'This chapter has headings, and nothing stands below them':
    'Este capítulo tiene títulos, y debajo de ellos no hay nada',
  'Write it, or delete it from the outline.': 'Escríbalo, o bórrelo del esquema.',
  'Chapter {} has no title': 'El capítulo {1} no tiene título',
  'Give it one in the outline.': 'Déle uno en el esquema.',
  'Two chapters have this title': 'Dos capítulos tienen este título',
  'Say in one of the titles how they differ.': 'Diga en uno de los títulos en qué se distinguen.',
  'The bibliography has no entry `{}`': 'La bibliografía no tiene la entrada `{1}`',
  'Add the entry to the bibliography, or cite another.':
    'Agregue la entrada a la bibliografía, o cite otra.',
  'This definition has no term': 'Esta definición no tiene término',
  'Name the term that it defines.': 'Nombre el término que define.',
  '“{}” is not defined': '«{1}» no está definido',
  'Say what the term means, or delete the definition.':
    'Diga qué significa el término, o borre la definición.',
  'This example does not name its city': 'Este ejemplo no nombra su ciudad',
  'Name the city and its state.': 'Nombre la ciudad y su estado.',
  'This example gives no source': 'Este ejemplo no da ninguna fuente',
  'Name the entry of the bibliography that tells of it.':
    'Nombre la entrada de la bibliografía que lo relata.',
  'This example does not say what the city did': 'Este ejemplo no dice qué hizo la ciudad',
  'Write it, or delete the example.': 'Escríbalo, o borre el ejemplo.',
  'This example does not say what came of it': 'Este ejemplo no dice qué resultó',
  'Write it, also where it is too early to tell, or delete the example.':
    'Escríbalo, aunque sea demasiado pronto para saberlo, o borre el ejemplo.',
  'This footnote is empty': 'Esta nota al pie está vacía',
  'Write the note, or delete its mark.': 'Escriba la nota, o borre su llamada.',
  'This guide has no summary': 'Esta guía no tiene resumen',
  'Say in two or three sentences what it is for.': 'Diga en dos o tres oraciones para qué es.',
  'This guide names no city and no author': 'Esta guía no nombra ni ciudad ni autor',
  'Name who wrote it.': 'Nombre a quien la escribió.',
  'This guide has no licence': 'Esta guía no tiene licencia',
  'Choose one, for example CC-BY-4.0.': 'Elija una, por ejemplo CC-BY-4.0.',
  'This heading is empty': 'Este título está vacío',
  'Write what the section is about, or delete the heading.':
    'Escriba de qué trata la sección, o borre el título.',
  'A heading of level {} follows one of level {}':
    'Un título de nivel {1} sigue a uno de nivel {2}',
  'Make it level {}, or put a heading of level {} before it.':
    'Póngalo en el nivel {1}, o ponga antes un título de nivel {2}.',
  'The id `{}` is taken already': 'El identificador `{1}` ya está en uso',
  'Give this one another id.': 'Dé a este otro identificador.',
  'This picture has no alternative text': 'Esta imagen no tiene texto alternativo',
  'Say what it shows to someone who cannot see it, or mark it as decorative.':
    'Diga qué muestra a quien no puede verla, o márquela como decorativa.',
  'This picture is marked as decorative and has an alternative text':
    'Esta imagen está marcada como decorativa y tiene texto alternativo',
  'Keep one of the two: the text of a decorative picture is never read out.':
    'Deje una de las dos cosas: el texto de una imagen decorativa nunca se lee en voz alta.',
  'The alternative text is a file’s name': 'El texto alternativo es el nombre de un archivo',
  'Say what the picture shows to someone who cannot see it.':
    'Diga qué muestra la imagen a quien no puede verla.',
  '`{}` is not a language that browsers know': '`{1}` no es un idioma que los navegadores conozcan',
  'Use a tag such as `en`, `es` or `es-US`.': 'Use una etiqueta como `en`, `es` o `es-US`.',
  'The link to {} has no words': 'El enlace a {1} no tiene palabras',
  'Write where it leads, or delete the link.': 'Escriba adónde lleva, o borre el enlace.',
  '“{}” does not say where the link leads': '«{1}» no dice adónde lleva el enlace',
  'Name the page or document that it leads to.': 'Nombre la página o el documento al que lleva.',
  'The words of this link are an address': 'Las palabras de este enlace son una dirección',
  'Name the page or document; print shows the address beside it.':
    'Nombre la página o el documento; en papel la dirección aparece al lado.',
  'This picture is on another site': 'Esta imagen está en otro sitio',
  'The guide has no picture `{}`': 'La guía no tiene la imagen `{1}`',
  'Add the picture to the guide, or choose another.': 'Agregue la imagen a la guía, o elija otra.',
  'Nothing in this guide has the id `{}`': 'Nada en esta guía tiene el identificador `{1}`',
  'Point to a heading, figure, table, example or definition that is there.':
    'Señale un título, una figura, una tabla, un ejemplo o una definición que exista.',
  'This table has no caption': 'Esta tabla no tiene título',
  'Say in one line what the table shows.': 'Diga en una línea qué muestra la tabla.',
  'This table has no header cells': 'Esta tabla no tiene celdas de encabezado',
  'Make its first row or its first column header cells.':
    'Convierta su primera fila o su primera columna en celdas de encabezado.',
  'A suggestion is open': 'Hay una sugerencia abierta',
  '{} suggestions are open': 'Hay {1} sugerencias abiertas',
  'Accept or reject them: what is submitted is the text without them.':
    'Acéptelas o rechácelas: lo que se envía es el texto sin ellas.',
  'Only guidance is in this chapter': 'En este capítulo solo hay indicaciones',
  'One place still waits for what its guidance asks':
    'Un lugar todavía espera lo que pide su indicación',
  '{} places still wait for what their guidance asks':
    '{1} lugares todavía esperan lo que piden sus indicaciones',
  'Write there, or dismiss the guidance. No reader ever sees it.':
    'Escriba ahí, o descarte la indicación. Nunca se publica.',

  // How hard a text is to read.
  'Beyond grade 16': 'Más allá del grado 16',
  'Grade {}': 'Grado {1}',
  'Very hard': 'Muy difícil',
  'Somewhat hard': 'Algo difícil',
  'Fairly easy': 'Bastante fácil',
  'Very easy': 'Muy fácil',

  // What a document from Word brought, and what it did not.
  '{} (at {} more places)': '{1} (en {2} lugares más)',
  'A tracked change was taken as accepted': 'Un cambio marcado se tomó como aceptado',
  '{} tracked changes were taken as accepted': '{1} cambios marcados se tomaron como aceptados',
  'Underlined words came in without the line': 'Las palabras subrayadas llegaron sin la raya',
  'Readers take underlined words for links: set them bold or in italics where they need stress.':
    'Las palabras subrayadas se confunden con enlaces: póngalas en negrita o cursiva donde haga falta destacarlas.',
  'Words that were struck out came in as plain words':
    'Las palabras tachadas llegaron como palabras corrientes',
  'Take them out, or suggest that with the switch “Suggesting”.':
    'Quítelas, o sugiéralo con el interruptor «Sugerir».',
  'Words marked with a colour came in without it':
    'Las palabras marcadas con un color llegaron sin él',
  'Set them bold, put them into a note, or write a comment where the colour said “to do”.':
    'Póngalas en negrita, páselas a una nota, o escriba un comentario donde el color decía «por hacer».',
  'A link to a place within the document, or to a file, came in as plain words':
    'Un enlace a un lugar del documento, o a un archivo, llegó como palabras corrientes',
  'Where it should lead to a heading, figure or table, put in a cross reference with “/”.':
    'Donde deba llevar a un título, una figura o una tabla, inserte una referencia cruzada con «/».',
  'A picture is of a kind that guides cannot show and was left out':
    'Una imagen es de una clase que las guías no pueden mostrar y se omitió',
  'Save it as PNG, JPEG or SVG and put it in at this place.':
    'Guárdela como PNG, JPEG o SVG e insértela en este lugar.',
  'A picture stood in a table and now stands below it':
    'Una imagen estaba en una tabla y ahora está debajo de ella',
  'Move it to where it belongs.': 'Muévala adonde corresponde.',
  'A table stood within a table; its rows came in as lines of text':
    'Una tabla estaba dentro de otra; sus filas llegaron como líneas de texto',
  'Make two tables of it, or add its columns to the outer one.':
    'Haga dos tablas, o agregue sus columnas a la exterior.',
  'A heading stood where guides have none (in a table, list or box) and came in bold':
    'Un título estaba donde las guías no los tienen (en una tabla, lista o recuadro) y llegó en negrita',
  'Put the heading above instead.': 'Ponga el título encima.',
  'A heading is deeper than guides go and came in one of the third level below the chapter':
    'Un título es más profundo que los de las guías y llegó como uno del tercer nivel bajo el capítulo',
  'Look whether a list or a bold first sentence serves better.':
    'Vea si sirve mejor una lista o una primera oración en negrita.',
  'Notes, pictures and formatting of a chapter’s title were left out':
    'Las notas, imágenes y el formato del título de un capítulo se omitieron',
  'Put the note behind the first sentence.': 'Ponga la nota después de la primera oración.',
  'A bold line stands by itself: it may be meant as a heading':
    'Una línea en negrita está sola: quizás sea un título',
  'If so, make it one, so that readers find it in the outline.':
    'Si lo es, conviértala en título, para que aparezca en el esquema.',
  'A note holds more than a paragraph; line breaks stand between its parts':
    'Una nota tiene más de un párrafo; entre sus partes hay saltos de línea',
  'Shorten it, or move the rest into the text.': 'Acórtela, o pase el resto al texto.',
  'Columns made with the tab key came in as spaces':
    'Las columnas hechas con tabuladores llegaron como espacios',
  'Make a table of them.': 'Haga con ellas una tabla.',
  'A table of one cell was taken for a box and came in as a note':
    'Una tabla de una celda se tomó por un recuadro y llegó como nota',
  'Choose note, tip or warning, and give it a title.':
    'Elija nota, consejo o advertencia, y déle un título.',
  'A table’s rows were of different widths; empty cells fill them up':
    'Las filas de una tabla tenían anchos distintos; celdas vacías las completan',
  'Look whether its cells stand in their columns.': 'Vea si sus celdas están en sus columnas.',
  'The first row of a table was taken for its head, as its look in Word says':
    'La primera fila de una tabla se tomó por su encabezado, como indica su aspecto en Word',
  'If it is none, choose “Header row” in the table’s tools.':
    'Si no lo es, elija «Fila de títulos» en las herramientas de la tabla.',
  'The table of contents was left out: every edition makes its own':
    'El índice se omitió: cada edición hace el suyo',
  'There is nothing to do.': 'No hay nada que hacer.',
  'Headers and footers were left out: every edition makes its own':
    'Los encabezados y pies de página se omitieron: cada edición hace los suyos',
  'If they say something that the text does not, write it there.':
    'Si dicen algo que el texto no dice, escríbalo ahí.',
  'A formula came in as a line of letters and signs':
    'Una fórmula llegó como una línea de letras y signos',
  'Look whether it can be read so, or put it in as a picture with its words beside it.':
    'Vea si se puede leer así, o insértela como imagen con sus palabras al lado.',
  'A chart was left out': 'Un gráfico se omitió',
  'Save it as a picture in Word and put it in here, with its numbers in a table.':
    'Guárdelo como imagen en Word e insértelo aquí, con sus números en una tabla.',
  'A drawing (SmartArt) was left out': 'Un dibujo (SmartArt) se omitió',
  'Save it as a picture in Word and put it in here, with a text for who does not see it.':
    'Guárdelo como imagen en Word e insértelo aquí, con un texto para quien no lo ve.',
  'An embedded file was left out': 'Un archivo incrustado se omitió',
  'Put in what it shows, or link to it.': 'Inserte lo que muestra, o ponga un enlace.',
  'Hidden words were left out': 'Las palabras ocultas se omitieron',
  'Show them in Word and bring the document in again, if they belong to the text.':
    'Si forman parte del texto, muéstrelas en Word e incorpore el documento de nuevo.',
  'Tracked changes of single table cells came in as if accepted':
    'Los cambios marcados en celdas sueltas llegaron como si se hubieran aceptado',
  'Look at the table.': 'Mire la tabla.',
  'Tracked changes in a chapter’s title came in as if accepted':
    'Los cambios marcados en el título de un capítulo llegaron como si se hubieran aceptado',
  'Look at the title.': 'Mire el título.',
  'Text stood before the first heading: it is a chapter of its own':
    'Había texto antes del primer título: es un capítulo propio',
  'Give the chapter a title, or move its text.': 'Dé un título al capítulo, o mueva su texto.',
  'A fact of a city example could not be read': 'Un dato de un ejemplo de ciudad no se pudo leer',
  'Write it into the example’s fields.': 'Escríbalo en los campos del ejemplo.',
  'The document holds something of a kind that is not known here, and it was left out':
    'El documento contiene algo de una clase desconocida aquí, y se omitió',
  'Look in Word what it is: the words in quotation marks are its name in the file.':
    'Vea en Word qué es: las palabras entre comillas son su nombre en el archivo.',
  'A comment stands where no words are; it is at the beginning of its chapter':
    'Un comentario está donde no hay palabras; quedó al comienzo de su capítulo',
  'Move what it says to its place.': 'Lleve lo que dice a su lugar.',
  'Words of a citation or a reference were changed in Word; those are made anew for every edition':
    'En Word se cambiaron palabras de una cita o una referencia; esas se hacen de nuevo en cada edición',
  'Change the citation or the reference itself, here.':
    'Cambie aquí la cita o la referencia misma.',
  'A passage came back changed that has no place of its own in the chapter':
    'Volvió cambiado un pasaje que no tiene lugar propio en el capítulo',
  'Compare it with the file, and make the change by hand.':
    'Compárelo con el archivo, y haga el cambio a mano.',
  'The chapter’s title was changed in Word; titles have no suggestions':
    'El título del capítulo se cambió en Word; los títulos no admiten sugerencias',
  'Rename the chapter above its text if you agree.':
    'Si está de acuerdo, cambie el título del capítulo encima de su texto.',
  'Words outside of the chapter’s text were changed in Word':
    'En Word se cambiaron palabras fuera del texto del capítulo',
  'Title page, glossary and bibliography are made from the guide: change them there.':
    'La portada, el glosario y la bibliografía se hacen a partir de la guía: cámbielos ahí.',
  'Words were put in where others have deleted the text since':
    'Se insertaron palabras donde otras personas borraron el texto desde entonces',
  'Put them where they belong now, if they are still needed.':
    'Si todavía hacen falta, póngalas donde corresponde ahora.',
  'A picture was left out: {}': 'Una imagen se omitió: {1}',
  'Put it in anew where its place is now empty.': 'Insértela de nuevo donde su lugar quedó vacío.',

  // What a candidate still needs.
  'one more editor': 'un editor más',
  '{} more editors': '{1} editores más',
  'an editor of another city': 'un editor de otra ciudad',
  'editors of {} other cities': 'editores de {1} ciudades más',
  'an editor who is not of {}, which wrote in it':
    'un editor que no sea de {1}, que escribió en esta parte',
  'Release checks found errors in this text.':
    'Las comprobaciones de la publicación encontraron errores en este texto.',
  'This guide’s rules ask that every comment is resolved.':
    'Las reglas de esta guía piden que se resuelva cada comentario.',
  'This guide’s rules ask that every suggestion is accepted or rejected.':
    'Las reglas de esta guía piden que se acepte o rechace cada sugerencia.',
  'This guide’s rules ask that the check “{}” finds nothing.':
    'Las reglas de esta guía piden que la comprobación «{1}» no encuentre nada.',
  'Front matter, order, bibliography and pictures': 'Portada, orden, bibliografía e imágenes',
  'Front matter': 'Portada',
  'Order of the chapters': 'Orden de los capítulos',
  Bibliography: 'Bibliografía',
  Pictures: 'Imágenes',

  // How far a publication is.
  Waiting: 'Esperando',
  Done: 'Listo',
  'Published.': 'Publicada.',
  'Printing the PDF …': 'Imprimiendo el PDF …',
  'Binding the EPUB …': 'Encuadernando el EPUB …',
  'Writing the Word document …': 'Escribiendo el documento de Word …',
  'Drawing the web edition …': 'Dibujando la edición web …',
  'Writing the Markdown …': 'Escribiendo el Markdown …',
  'Writing the JSON …': 'Escribiendo el JSON …',
  'Starting the print browser': 'Iniciando el navegador de impresión',
  'Laying out the pages': 'Componiendo las páginas',
  'Filling in the page numbers': 'Poniendo los números de página',
  'Tagging the PDF for accessibility': 'Etiquetando el PDF para la accesibilidad',
  'Checking the PDF for accessibility': 'Comprobando la accesibilidad del PDF',
  'Taking the PDF that was printed before': 'Tomando el PDF que ya se imprimió',
  'Comparing the editions with the release …': 'Comparando las ediciones con la publicación …',
  'The server ended in the middle of it, too often':
    'El servidor se detuvo a la mitad demasiadas veces',
  '{} (will be tried again)': '{1} (se volverá a intentar)',
  '{} of {} mails went out, then: {}': 'Salieron {1} de {2} correos, y después: {3}',
  'Printing was cancelled.': 'La impresión se canceló.',
  'Printing took longer than {} s and was stopped; nothing was written. Try again when the machine has less to do.':
    'La impresión tardó más de {1} s y se detuvo; no se escribió nada. Inténtelo de nuevo cuando la máquina tenga menos que hacer.',
  'The print browser crashed in the middle of its work, perhaps for want of memory; nothing was written. Try again; if it crashes again, give the machine more memory or the guide smaller pictures.':
    'El navegador de impresión falló a mitad del trabajo, quizás por falta de memoria; no se escribió nada. Inténtelo de nuevo; si vuelve a fallar, dé más memoria a la máquina o imágenes más pequeñas a la guía.',

  // Notifications.
  '{} asks you to review “{}” (candidate {}).': '{1} le pide que revise «{2}» (candidata {3}).',
  '{} asks you to approve a correction of “{}”.':
    '{1} le pide que apruebe una corrección de «{2}».',
  '{} sent “{}” (candidate {}) back: {}': '{1} devolvió «{2}» (candidata {3}): {4}',
  '{} approved “{}”: it is release {} now.': '{1} aprobó «{2}»: ahora es la publicación {3}.',
  '{} named you a lead author of “{}”.': '{1} le nombró autor principal de «{2}».',
  '{} asked {} to lead “{}” of “{}”, due {}.':
    '{1} pidió a {2} que se encargue de «{3}» de «{4}», hasta el {5}.',
  '{} asked {} to lead “{}” of “{}”.': '{1} pidió a {2} que se encargue de «{3}» de «{4}».',
  'Release {} of “{}” is published.': 'Se publicó «{2}», publicación {1}.',
  'Release {} of “{}” was withdrawn: {}': 'Se retiró la publicación {1} de «{2}»: {3}',
  '{} mentioned you: “{}”': '{1} le mencionó: «{2}»',
  'A reader ({}) proposes a city example for “{}”.':
    'Un lector ({1}) propone un ejemplo de ciudad para «{2}».',
  'A reader ({}) wrote about “{}”.': 'Un lector ({1}) escribió sobre «{2}».',

  // The looks of editions.
  Civic: 'Cívico',
  'The house style: a serif for reading, civic blue, each guide with a city plan of its own.':
    'El estilo de la casa: letra con remates para leer, azul cívico y, en cada guía, el plano de una ciudad.',
  'Clear print': 'Letra clara',
  'Large, plain and high in contrast, after the guidance for clear print: one sans made for low vision, 12 point, no italics for emphasis alone.':
    'Grande, sencilla y de mucho contraste, según las pautas de letra clara: una letra sin remates para la baja visión, de 12 puntos, sin cursivas que solo destaquen.',

  // What a new guide can begin with.
  'Resource guide': 'Guía de recursos',
  'A problem that many cities have, what some of them did, and how to begin.':
    'Un problema que tienen muchas ciudades, lo que hicieron algunas y cómo comenzar.',
  'Policy brief': 'Informe de política pública',
  'Two to four pages for somebody who has to decide: the question, the choices, a recommendation.':
    'De dos a cuatro páginas para quien tiene que decidir: la pregunta, las opciones, una recomendación.',
  'Convening agenda': 'Agenda de un encuentro',
  'A meeting of cities: why they come, the hours of the day, what each brings and takes home.':
    'Un encuentro de ciudades: por qué vienen, las horas del día, lo que cada una trae y se lleva.',

  // Versions without a name of their own.
  'Release {}': 'Publicación {1}',
  'Candidate {}': 'Candidata {1}',

  // The audit log.
  '{} began the guide “{}”.': '{1} comenzó la guía «{2}».',
  '{} submitted candidate {} for review.': '{1} envió la candidata {2} a revisión.',
  '{} submitted candidate {}, a correction of “{}”: {}':
    '{1} envió la candidata {2}, una corrección de «{3}»: {4}',
  '{} sent candidate {} back: {}': '{1} devolvió la candidata {2}: {3}',
  '{} approved candidate {}.': '{1} aprobó la candidata {2}.',
  '{} approved of candidate {}: {}.': '{1} aprobó de la candidata {2}: {3}.',
  'Candidate {} became release {}.': 'La candidata {1} es ahora la publicación {2}.',
  'Candidate {} became release {}, to be published at {} ({}).':
    'La candidata {1} es ahora la publicación {2}; saldrá a las {3} ({4}).',
  'Release {} was published.': 'Se publicó la publicación {1}.',
  '{} withdrew release {}: {}': '{1} retiró la publicación {2}: {3}',
  '{} set the publication of release {} to {} ({}).':
    '{1} fijó la salida de la publicación {2} para {3} ({4}).',
  '{} had release {} published at once.': '{1} hizo salir de inmediato la publicación {2}.',
  '{} had release {} published again after a failure.':
    '{1} hizo publicar de nuevo la publicación {2} tras un fallo.',
  '{} set the approval rules: {} {} from {} {}.':
    '{1} fijó las reglas de aprobación: {2} {3} de {4} {5}.',
  '{} set the approval rules: {} {} from {} {}, and the checks {}.':
    '{1} fijó las reglas de aprobación: {2} {3} de {4} {5}, y las comprobaciones {6}.',
  editor: 'editor',
  editors: 'editores',
  city: 'ciudad',
  cities: 'ciudades',
  '{} put “{}” down as {}, led by {}, due {}.':
    '{1} anotó «{2}» como: {3}; responsable: {4}; vence: {5}.',
  '{} put “{}” down as {}, led by {}.': '{1} anotó «{2}» como: {3}; responsable: {4}.',
  outline: 'esquema',
  drafting: 'en redacción',
  'in review': 'en revisión',
  final: 'definitivo',
  'no city': 'ninguna ciudad',
  '{} named {} a lead author.': '{1} nombró autor principal a {2}.',
  '{} ended {}’s lead of the guide.': '{1} terminó la función principal de {2} en la guía.',
  '{} decided that authors of other cities suggest only.':
    '{1} decidió que los autores de otras ciudades solo sugieran.',
  '{} decided that authors of other cities write.':
    '{1} decidió que los autores de otras ciudades escriban.',
  '{} brought back {} as in “{}”.': '{1} recuperó {2} como en «{3}».',
  '{} brought back {} as it stood earlier.': '{1} recuperó {2} como estaba antes.',
  'the whole guide': 'toda la guía',
  'the chapter “{}”': 'el capítulo «{1}»',
  '{} brought in the Word file “{}”.': '{1} incorporó el archivo de Word «{2}».',
  '{} added {} to the credits of {}: {}': '{1} agregó a {2} a los créditos de {3}: {4}',
  '{} left {} out of the credits of {}: {}': '{1} omitió a {2} de los créditos de {3}: {4}',
  '{} credited {} with what {} wrote in {}: {}':
    '{1} dio a {2} el crédito de lo que {3} escribió en {4}: {5}',
  '{} took back a correction of the credits ({}): {}':
    '{1} retiró una corrección de los créditos ({2}): {3}',
  'Somebody who asked for it has a pseudonym in {} entries of this log.':
    'Alguien que lo pidió tiene un seudónimo en {1} entradas de este registro.',
  '{} sent release {} to the subscribers of the newsletter.':
    '{1} envió la publicación {2} a quienes están suscritos al boletín.',

  // Refusals.
  'Please sign in, or send a token that is known and has not expired.': 'Inicie sesión, por favor.',
  'There is a city {} already ({}). Give this one another name.':
    'Ya hay una ciudad {1} ({2}). Dé a esta otro nombre.',
  'There is no such city in this consortium. Invite somebody of it first.':
    'No hay tal ciudad en este consorcio. Invite primero a alguien de ella.',
  '{} has a part in {} already. Change their role instead.':
    '{1} ya participa en {2}. Cambie su función en lugar de invitar.',
  '{} was invited already. Withdraw that invitation before you send another.':
    '{1} ya tiene una invitación. Retírela antes de enviar otra.',
  'There is no such invitation. Open the link exactly as it stands in your mail.':
    'Esta invitación no existe. Abra el enlace exactamente como está en su correo.',
  'This invitation was withdrawn. Ask the person who sent it.':
    'Esta invitación se retiró. Pregunte a quien la envió.',
  'This invitation was good for {} days and is no longer. Ask for a new one.':
    'Esta invitación valía {1} días y ya venció. Pida otra.',
  'This invitation no longer waits: it was accepted or withdrawn. Reload the page.':
    'Esta invitación ya no espera: se aceptó o se retiró. Vuelva a cargar la página.',
  'This invitation was used already. Sign in with your e-mail address instead.':
    'Esta invitación ya se usó. Inicie sesión con su correo electrónico.',
  'This person has no part in the consortium. They may have been removed: reload the page.':
    'Esta persona no participa en el consorcio. Quizás se la quitó: vuelva a cargar la página.',
  'They have a part in {}, too. Remove them here, and ask whoever runs the server to erase them.':
    'También participa en {1}. Quite a la persona aquí, y pida a quien administra el servidor que borre sus datos.',
  'This is the only administrator. Make somebody else an administrator first.':
    'Es la única persona que administra. Dé antes esa función a alguien más.',
  'This is the only administrator of {}. Make somebody else an administrator first.':
    'Es la única persona que administra {1}. Dé antes esa función a alguien más.',
  '{} has people here, or somebody is invited for it. Remove or erase them first.':
    '{1} tiene personas aquí, o hay alguien invitado por ella. Quítelas antes.',
  'This is no newsletter. Begin one in the list of guides: “New guide”, then “Newsletter”.':
    'Esto no es un boletín. Comience uno en la lista de guías: «Guía nueva» y después «Boletín».',
  'It did not come from one of our pages. Open the page again and send it from there.':
    'No llegó de una de nuestras páginas. Abra la página de nuevo y envíelo desde ahí.',
  '“{}” was left out: {} {}.': '«{1}» se omitió: {2} {3}.',
  'To erase {}, write the name as it stands here.':
    'Para borrar los datos de {1}, escriba el nombre como está aquí.',
  'Please choose another title.': 'Elija otro título, por favor.',
  '{} may have {} MB at most.': 'El tamaño máximo es de {2} MB.',
  'This was asked for too often. Wait {} and try again.':
    'Esto se pidió demasiadas veces. Espere ({1}) e inténtelo de nuevo.',
  'Nothing was changed. Please try again; if it happens again, tell the person who runs this server.':
    'No se cambió nada. Inténtelo de nuevo; si vuelve a ocurrir, avise a quien administra este servidor.',
  'This consortium may have {} {}, and has them. An administrator can allow more in its settings.':
    'Este consorcio puede tener {1} guías, y ya las tiene. Quien lo administra puede permitir más en la configuración.',
  'The pictures of this guide may take {} MB together, and with this one they would take more. Make the picture smaller, or ask an administrator to allow more in the settings.':
    'Las imágenes de esta guía pueden ocupar {1} MB en total, y con esta ocuparían más. Reduzca la imagen, o pida a quien administra que permita más en la configuración.',
  'The logo is not here. Put it in again.': 'El logotipo no está aquí. Insértelo de nuevo.',
  'There is such a correction already. Take it back before you make another.':
    'Ya hay una corrección así. Retírela antes de hacer otra.',
  'This correction was taken back already.': 'Esta corrección ya se retiró.',
  'There is no such city here.': 'Aquí no hay tal ciudad.',
  'Before its first words a guide has no text.':
    'Antes de sus primeras palabras una guía no tiene texto.',
  'The text is as it was then: nothing changed.': 'El texto está como entonces: no cambió nada.',
  'That version of the guide does not have this chapter. Choose a later one.':
    'Esa versión de la guía no tiene este capítulo. Elija una posterior.',
  'There is no such version of this guide. Choose one from its history.':
    'No hay tal versión de esta guía. Elija una de su historial.',
  'At that moment the guide had no title or another part of its front matter was missing. Choose a moment a little earlier or later.':
    'En ese momento la guía no tenía título o le faltaba otro dato. Elija un momento un poco anterior o posterior.',
  'Readers do not see release {} of this newsletter. Wait until it is published, then send it.':
    'La publicación {1} de este boletín todavía no se puede leer. Espere a que se publique y envíelo entonces.',
  'This newsletter has been sent off. Nobody gets it twice: begin another one.':
    'Este boletín ya se envió. Nadie lo recibe dos veces: comience otro.',
  'The mail server did not take it: {}': 'El servidor de correo no lo aceptó: {1}',
  'This file is no SVG, PNG, JPEG or WebP picture.':
    'Este archivo no es una imagen SVG, PNG, JPEG o WebP.',
  'This file is no SVG, PNG, JPEG or WebP picture. Save it as one of these and try again.':
    'Este archivo no es una imagen SVG, PNG, JPEG o WebP. Guárdelo en uno de esos formatos e inténtelo de nuevo.',
  'This file is no SVG, PNG, JPEG or WebP picture. Save the logo as one of these and try again.':
    'Este archivo no es una imagen SVG, PNG, JPEG o WebP. Guarde el logotipo en uno de esos formatos e inténtelo de nuevo.',
  'This drawing is no SVG that guides can show.':
    'Este dibujo no es un SVG que las guías puedan mostrar.',
  'This drawing has too many groups in each other.':
    'Este dibujo tiene demasiados grupos unos dentro de otros.',
  'This drawing repeats its parts so often that no browser can draw it.':
    'Este dibujo repite sus partes tantas veces que ningún navegador puede dibujarlo.',
  'This picture has no size. Save it anew with one.':
    'Esta imagen no tiene tamaño. Guárdela de nuevo con uno.',
  'This picture has too many pixels; guides show at most {} million. Save it smaller: 4,000 pixels across are enough for a printed page.':
    'Esta imagen tiene demasiados píxeles; las guías muestran como máximo {1} millones. Guárdela más pequeña: 4,000 píxeles de ancho bastan para una página impresa.',
  'This picture is cut off or damaged. Save it anew, or copy it again.':
    'Esta imagen está cortada o dañada. Guárdela de nuevo, o vuelva a copiarla.',
  'The text that you approve is not the text of this candidate. Reload the page and read it again.':
    'El texto que usted aprueba no es el de esta candidata. Vuelva a cargar la página y léalo de nuevo.',
  '{} Send it back, so that it can be mended.': '{1} Devuélvala, para que se pueda corregir.',
  'This is no part of the candidate. Reload the page and choose its chapters again.':
    'Esto no es parte de la candidata. Vuelva a cargar la página y elija de nuevo sus capítulos.',
  'You have approved this already. It still needs {} for “{}”.':
    'Usted ya lo aprobó. Para «{2}» todavía falta {1}.',
  'You have approved this already. It still needs {}.': 'Usted ya lo aprobó. Todavía falta {1}.',
  'An erratum corrects a release, and this guide has none yet. Submit the whole guide instead.':
    'Una fe de erratas corrige una publicación, y esta guía todavía no tiene ninguna. Envíe la guía entera.',
  'This guide has no candidate {}.': 'Esta guía no tiene la candidata {1}.',
  'Candidate {} was superseded: a newer candidate or release took its place. Decide on the newest.':
    'La candidata {1} fue reemplazada: una candidata o una publicación más reciente tomó su lugar. Decida sobre la más reciente.',
  'Candidate {} was {} already.': 'Sobre la candidata {1} ya se decidió.',
  'Somebody decided on candidate {} at the same moment.':
    'Alguien decidió sobre la candidata {1} en el mismo momento.',
  'An erratum corrects a chapter of the last release. A new chapter needs a revision.':
    'Una fe de erratas corrige un capítulo de la última publicación. Un capítulo nuevo necesita una versión nueva.',
  '“{}” is as it was released. Correct it in the draft first.':
    '«{1}» está como se publicó. Corríjalo primero en el borrador.',
  'There is no such time as {}.': 'No existe la hora {1}.',
  'There is no time zone “{}”. Choose one such as America/Chicago.':
    'No existe la zona horaria «{1}». Elija una como America/Chicago.',
  'Clocks in {} go forward and skip {} on {}. Choose an hour later.':
    'En {1} los relojes se adelantan y el {3} no existen las {2}. Elija una hora más tarde.',
  'This time has passed. Choose a later one, or publish now.':
    'Esa hora ya pasó. Elija una posterior, o publique ahora.',
  'This guide has no release {}.': 'Esta guía no tiene la publicación {1}.',
  'Release {} was withdrawn.': 'La publicación {1} se retiró.',
  'Release {} was withdrawn already.': 'La publicación {1} ya se retiró.',
  'Readers see release {} already. Withdraw it, or correct it by an erratum.':
    'La publicación {1} ya se puede leer. Retírela, o corríjala con una fe de erratas.',
  'The guide needs at least a title before it can be submitted. Fill in its front matter.':
    'La guía necesita al menos un título antes de enviarse. Complete sus datos.',
  'This server looks up no DOIs. Add the source by its form.':
    'Este servidor no busca DOI. Agregue la fuente con el formulario.',
  'This is no DOI. One looks like 10.1234/abc.5.':
    'Esto no es un DOI. Uno tiene la forma 10.1234/abc.5.',
  'What this DOI names cannot be cited by it.': 'Lo que este DOI nombra no se puede citar con él.',
  'Nobody has registered this DOI. Check its digits.':
    'Nadie ha registrado este DOI. Revise sus cifras.',
  'The registry of DOIs cannot be reached now. Try again later, or add the source by its form.':
    'No se puede llegar ahora al registro de DOI. Inténtelo más tarde, o agregue la fuente con el formulario.',
  'This is neither BibTeX nor RIS that can be read: {}':
    'Esto no es BibTeX ni RIS que se pueda leer: {1}',
  'There is no source in this file: it is neither BibTeX nor RIS.':
    'En este archivo no hay ninguna fuente: no es BibTeX ni RIS.',
  '“{}” was left out: it is longer than a source can be.':
    '«{1}» se omitió: es más larga de lo que puede ser una fuente.',
  '“{}” was left out: {}': '«{1}» se omitió: {2}',
  'Readers do not see an edition of this guide yet. A translation begins with what they see: release the guide first.':
    'Todavía no se puede leer ninguna edición de esta guía. Una traducción comienza con lo que se lee: publique primero la guía.',
  'The guide is in this language. Choose another one.': 'La guía está en este idioma. Elija otro.',
  'This job has not failed: it waits, runs or is done.':
    'Este trabajo no ha fallado: espera, está en marcha o terminó.',
  'Other documents are being brought in. Try again in a minute.':
    'Se están incorporando otros documentos. Inténtelo de nuevo en un minuto.',
  'This document takes too long or too much memory to read. Save it anew in Word, or bring it in in parts.':
    'Leer este documento toma demasiado tiempo o memoria. Guárdelo de nuevo en Word, o incorpórelo por partes.',
  'Nothing was changed in this file since it was sent out.':
    'En este archivo no se cambió nada desde que salió.',
  'This chapter was deleted since it was sent out. Bring it back in the history first.':
    'Este capítulo se borró desde que salió. Recupérelo primero en el historial.',
  'This file does not say that it was sent out of this guide. Bring back the file that “This chapter as Word” gave you, or bring this one in as new chapters.':
    'Este archivo no dice que haya salido de esta guía. Traiga de vuelta el archivo que le dio «Este capítulo en Word», o incorpore este como capítulos nuevos.',
  'This file was sent out of another chapter of this guide. Open that chapter, and bring it back there.':
    'Este archivo salió de otro capítulo de esta guía. Abra ese capítulo y tráigalo de vuelta ahí.',
  'This file unpacks to more than a Word document of any city has been seen to hold, as files made to overload a server do. Save it anew in Word, in parts if it is long, or make its pictures smaller.':
    'Este archivo se descomprime en más de lo que suele contener un documento de Word, como los que se hacen para sobrecargar un servidor. Guárdelo de nuevo en Word, por partes si es largo, o reduzca sus imágenes.',
  'This document is protected by a password, so it cannot be read here. In Word, take the password off (File, Info, Protect Document, Encrypt with Password) and save it.':
    'Este documento está protegido con una contraseña y no se puede leer aquí. En Word, quite la contraseña (Archivo, Información, Proteger documento, Cifrar con contraseña) y guárdelo.',
  'This file is empty.': 'Este archivo está vacío.',
  'This is a PDF, not a Word document.': 'Esto es un PDF, no un documento de Word.',
  'This file is not a Word document (.docx).': 'Este archivo no es un documento de Word (.docx).',
  '{} Save the text as .docx and bring that in.': '{1} Guarde el texto como .docx e incorpore ese.',
  'This Word document is damaged: not all of it can be read. Open it in Word, which may be able to repair it, save it anew and try again.':
    'Este documento de Word está dañado: no se puede leer entero. Ábralo en Word, que quizás pueda repararlo, guárdelo de nuevo e inténtelo otra vez.',
}
