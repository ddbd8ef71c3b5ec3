import type { ChatWords } from './en.ts'

export const tr: ChatWords = {
  pollOpen: (title, answers) => `${title} Buradan yanıtlayın: ${answers}`,
  pollOpenMultiple: (title, answers) => `${title} Buradan, tek satırda bir veya birkaç yanıt verin: ${answers}`,
  cloudOpen: (title, example) => `${title} Kelimelerinizi şöyle gönderin: ${example}`,
  scaleOpen: (title, prefix, low, high) =>
    `${title} ${prefix}0${low && ` (${low})`} ile ${prefix}100${high && ` (${high})`} arasında bir sayı gönderin`,
  ratingOpen: (title, items, example) =>
    `${title} Her birine bu sırayla 1 ile 5 arasında puan verin, örneğin ${example} (0 birini atlar): ${items}`,
  ratedItem: (rank, item, score, n) => `${rank}. ${item} ${String(score).replace('.', ',')} (${n})`,
  imageOpen: (title, alt) => `${title} Görsel: ${alt}`,
  cloudExample: 'kelimeleriniz',
  results: (title, counts) => `“${title}” sonuçları: ${counts}`,
  right: (choices) => `Doğru yanıt: ${choices}`,
  scaleResult: (title, average, n) => `“${title}” sonuçları: ortalama ${average}, yanıt sayısı ${n}`,
  choiceResult: (choice, n, percent) => `${choice} ${n} (%${percent})`,
}
