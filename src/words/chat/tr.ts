import type { ChatWords } from './en.ts'

export const tr: ChatWords = {
  pollOpen: (title, answers) => `${title} Buradan yanıtlayın: ${answers}`,
  pollOpenMultiple: (title, answers) => `${title} Buradan, tek satırda bir veya birkaç yanıt verin: ${answers}`,
  cloudOpen: (title, example) => `${title} Kelimelerinizi şöyle gönderin: ${example}`,
  cloudExample: 'kelimeleriniz',
  results: (title, counts) => `“${title}” sonuçları: ${counts}`,
  choiceResult: (choice, n, percent) => `${choice} ${n} (%${percent})`,
}
