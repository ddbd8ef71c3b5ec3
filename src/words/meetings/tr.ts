import { counting } from '../numbers.ts'
import type { MeetingsWords } from './en.ts'

const { counted } = counting('tr')

export const tr: MeetingsWords = {
  title: 'Toplantılar',
  text: 'Bir toplantı açın, etkinliklerini planlayın ve buradan yönetin.',
  empty: 'Henüz toplantı yok.',
  emptyText: 'Başlamak için bir başlık yeter; gerisi sonra ayarlanabilir.',
  add: 'Yeni toplantı',
  search: 'Başlıkta ve açıklamada ara',
  none: 'Uyan toplantı yok.',
  noneText: 'Toplantılarınızın başlık ve açıklamalarında bu harfler geçmiyor.',
  times: { running: 'Sürüyor', 'to-come': 'Yaklaşan', past: 'Geçmiş' },
  participants: (n) => counted(n, { other: '# katılımcı' }),
  inPerson: 'Yüz yüze',
  starts: (at) => `başlangıç: ${at}`,
  qr: 'QR kodu',
  qrOf: (title) => `${title} toplantısına katılmak için QR kodu`,
  desk: 'Yönet',
  deskOf: (title) => `Yönet: ${title}`,
  more: 'Daha çok göster',
  picture: 'Toplantının resmi',
  pictureHint: 'Listelerde ve beklerken gösterilir. PNG, JPEG, WebP veya AVIF, en çok 2 MB.',
  pictureWords: 'Resimde ne var',
  pictureWordsHint: 'Resmi göremeyenler için.',
  fresh: {
    title: 'Yeni toplantı',
    field: 'Toplantının başlığı',
    event: 'Etkinlik',
    noEvent: 'Etkinlik yok',
    go: 'Toplantıyı oluştur',
  },
  details: 'Dahası: açıklama, resim, kod, tarihler',
  codeEmpty: 'Boş kalırsa bir kod verilir.',
}
