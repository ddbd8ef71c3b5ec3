import { counting } from '../numbers.ts'
import type { CommonWords } from './en.ts'

const { number, counted } = counting('tr')

/** After a number Turkish has no plural, and the percent sign stands before it. */
export const tr: CommonWords = {
  number,
  percent: (share) => `%${share}`,
  points: (n) => counted(n, { other: '# puan' }),
  wordCount: (word, n) => `${word}: ${counted(n, { other: '# kez' })}`,
  close: 'Kapat',
  cancel: 'Vazgeç',
  save: 'Kaydet',
  undo: 'Geri al',
  tryAgain: 'Yeniden dene',
  more: 'Daha fazla',
  loading: 'Bir saniye…',
  skipToContent: 'İçeriğe geç',
  home: 'Plenary, ana sayfa',
  language: 'Dil',
  theme: { title: 'Renkler', light: 'Açık', dark: 'Koyu', system: 'Bu cihazdaki gibi' },
  rated: {
    none: 'henüz oy yok',
    tied: 'eşit',
    mean: (average, n) => counted(n, { one: `ortalama ${average}, # oy`, other: `ortalama ${average}, # oy` }),
  },
  bars: {
    showTable: 'Tablo olarak göster',
    answer: 'Yanıt',
    count: 'Oy',
    share: 'Oran',
    right: 'Doğru yanıt',
    own: 'Yanıtınız',
    percent: (share) => `%${share}`,
  },
  pageNotFound: {
    title: 'Bu adreste bir şey yok',
    text: 'Sayfa taşınmış veya yolda bir harf kaybolmuş olabilir.',
  },
}
