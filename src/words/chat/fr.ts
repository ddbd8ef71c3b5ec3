import type { ChatWords } from './en.ts'

export const fr: ChatWords = {
  pollOpen: (title, answers) => `${title} Répondez ici : ${answers}`,
  pollOpenMultiple: (title, answers) => `${title} Répondez ici, une ou plusieurs réponses sur une ligne : ${answers}`,
  cloudOpen: (title, example) => `${title} Envoyez des mots ainsi : ${example}`,
  cloudExample: 'vos mots',
  results: (title, counts) => `Résultats de « ${title} » : ${counts}`,
  choiceResult: (choice, n, percent) => `${choice} ${n} (${percent} %)`,
}
