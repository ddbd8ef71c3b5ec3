import type { SheetsWords } from './en.ts'

export const tr: SheetsWords = {
  activities: 'Aktiviteler',
  participants: 'Katılımcılar',
  number: 'Sıra',
  title: 'Başlık',
  kind: 'Tür',
  answered: 'Yanıtlayan',
  answer: 'Yanıt',
  right: 'Doğru',
  count: 'Sayı',
  yes: 'evet',
  no: 'hayır',
  average: 'Ortalama',
  spread: 'Standart sapma',
  rank: 'Derece',
  name: 'Ad',
  points: 'Puan',
  pointsOf: (title) => `Puan: ${title}`,
  kinds: { text: 'Slayt', poll: 'Oylama', quiz: 'Bilgi yarışması', cloud: 'Kelime bulutu', scale: 'Ölçek' },
}
