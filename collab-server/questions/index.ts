export { askQuestion, type Question, questionSchema, TooManyQuestions } from './ask-question.ts'
