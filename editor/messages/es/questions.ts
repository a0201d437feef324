import type { Messages } from '../en.ts'

export const questions: Messages['questions'] = {
  answered: (by, when) => `Respondida${by ? ` por ${by}` : ''}, ${when}`,
  subject: 'Su pregunta a las ciudades de Charrette',
  fetching: 'Buscando las preguntas …',
  notShown: 'Estas preguntas no se le muestran a usted',
  notShownWords:
    'Los editores responden a lo que se pregunta desde fuera. Si usted debe ser editor, pídalo a quien administra su consorcio.',
  title: 'Preguntas',
  lede: 'Se hicieron en la página pública «¿Cómo podemos ayudar a su ciudad?». Responda por correo.',
  none: 'Nadie ha preguntado nada todavía.',
  of: (name) => `Pregunta de ${name}`,
  answer: (email) => `Responder a ${email}`,
  markAnswered: 'Marcar como respondida',
}
