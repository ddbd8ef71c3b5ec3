import type { ChatWords } from './en.ts'

export const fr: ChatWords = {
  pollOpen: (title, answers) => `${title} Répondez ici : ${answers}`,
  pollOpenMultiple: (title, answers) => `${title} Répondez ici, une ou plusieurs réponses sur une ligne : ${answers}`,
  cloudOpen: (title, example) => `${title} Envoyez des mots ainsi : ${example}`,
  scaleOpen: (title, prefix, low, high) =>
    `${title} Envoyez un nombre de ${prefix}0${low && ` (${low})`} à ${prefix}100${high && ` (${high})`}`,
  cloudExample: 'vos mots',
  results: (title, counts) => `Résultats de « ${title} » : ${counts}`,
  right: (choices) => `Bonne réponse\u202f: ${choices}`,
  scaleResult: (title, average, n) => `Résultats de «\u202f${title}\u202f»\u202f: ${average} en moyenne, sur ${n}`,
  choiceResult: (choice, n, percent) => `${choice} ${n} (${percent} %)`,
}
