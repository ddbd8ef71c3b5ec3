import { counting } from '../numbers.ts'
import type { StageWords } from './en.ts'

const { counted } = counting('tr')

export const tr: StageWords = {
  joinAt: 'Katılım adresi',
  code: 'Kod',
  secondCode: 'İkinci kod',
  locked: 'Kapı kilitli: yeni kimse giremez.',
  average: (n) => `Ortalama ${n}`,
  qr: (address) => `${address} adresini açan QR kodu`,
  scan: 'Katılmak için okutun',
  here: (n) => counted(n, { other: '# katılımcı' }),
  answered: (n) => counted(n, { other: '# kişi yanıtladı' }),
  words: (n) => counted(n, { other: '# kelime' }),
  chatHint: (example, network, channels) => `Ya da ${network} üzerinde, ${channels} kanalında: ${example}`,
  before: 'Birazdan başlıyoruz.',
  waiting: 'Hoş geldiniz. Sıradaki birazdan başlıyor.',
  after: 'Burada olduğunuz için teşekkür ederiz.',
  cloudEmpty: 'İlk kelime sizden.',
  hidden: 'Yanıtlar sonunda gösterilecek.',
  closed: 'Süre doldu',
  noAnswers: 'Bu kez yanıt yok',
  right: 'Doğru yanıt',
  scoreboard: 'Puan tablosu',
  tied: 'berabere',
  timeLeft: 'Kalan süre',
  results: 'Sonuç',
  connection: {
    live: 'Bağlı',
    'catching-up': 'Güncelleniyor…',
    offline: 'Bağlantı yok. Bu ekran en son gelen bilgiyi gösteriyor.',
  },
  notFound: 'Bu adreste toplantı yok.',
  anyWord: 'kelime',
  noScores: 'Henüz puanı olan yok.',
  closedByHand: 'Kapandı',
  keyNeeded: {
    title: 'Bu adres eksik',
    text: 'Sahne, anahtarını da içeren tam bağlantısıyla açılır. Organizatörler onu konsolda “Nasıl katılınır” başlığı altında bulur.',
  },
}
