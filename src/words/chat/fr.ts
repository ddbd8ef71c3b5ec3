import type { ChatWords } from './en.ts'

export const fr: ChatWords = {
  pollOpen: (title, answers) => `${title} Répondez ici : ${answers}`,
  pollOpenMultiple: (title, answers) => `${title} Répondez ici, une ou plusieurs réponses sur une ligne : ${answers}`,
  cloudOpen: (title, example) => `${title} Envoyez des mots ainsi : ${example}`,
  scaleOpen: (title, prefix, low, high) =>
    `${title} Envoyez un nombre de ${prefix}0${low && ` (${low})`} à ${prefix}100${high && ` (${high})`}`,
  ratingOpen: (title, items, example) =>
    `${title} Notez chaque élément de 1 à 5, dans cet ordre, par exemple ${example} (0 pour en passer un)\u202f: ${items}`,
  ratedItem: (rank, item, score, n) => `${rank}. ${item} ${String(score).replace('.', ',')} (${n})`,
  imageOpen: (title, alt) => `${title} Image\u202f: ${alt}`,
  cloudExample: 'vos mots',
  results: (title, counts) => `Résultats de « ${title} » : ${counts}`,
  right: (choices) => `Bonne réponse\u202f: ${choices}`,
  scaleResult: (title, average, n) => `Résultats de «\u202f${title}\u202f»\u202f: ${average} en moyenne, sur ${n}`,
  choiceResult: (choice, n, percent) => `${choice} ${n} (${percent} %)`,
}
