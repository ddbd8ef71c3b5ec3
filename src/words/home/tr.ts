import { counting } from '../numbers.ts'
import type { HomeWords } from './en.ts'

const { counted } = counting('tr')

export const tr: HomeWords = {
  title: 'Hoş geldiniz',
  lead: 'Yanıtlayın, sorun, oy verin: bu sayfadan veya bulunduğunuz sohbetten.',
  join: {
    title: 'Kodunuz var mı?',
    missing: 'Lütfen ekrandaki kodu girin.',
    label: 'Büyük ekrandaki kod',
    go: 'Katıl',
  },
  meetings: {
    title: 'Şu anda açık',
    empty: 'Şu anda açık toplantı yok.',
    emptyText: 'Bir toplantı açılınca burada kendiliğinden görünür.',
    join: (title) => `Katıl: ${title}`,
    done: (done, total) => `${done}/${total} tamamlandı`,
    people: (n) => counted(n, { other: '# kişi burada' }),
  },
  all: 'Tüm açık toplantılar',
  unreachable: 'Liste şu anda yüklenemiyor. Bağlantı gelince kendiliğinden görünecek.',
  event: {
    meetings: 'Şu anda sürüyor',
    empty: 'Şu anda süren bir şey yok.',
    timeZone: (zone) => `Saatler ${zone} saat dilimine göredir.`,
  },
  team: 'Ekip',
  menu: 'Sayfalar',
  organizers: 'Organizatörler için',
  privacy: 'Hakkınızda tutulanlar',
  about: 'Plenary ile çalışıyor: herkesin kendi sunucusuna kurabileceği özgür yazılım.',
}
