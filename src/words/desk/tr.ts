import { counting } from '../numbers.ts'
import type { DeskWords } from './en.ts'

const { counted } = counting('tr')

export const tr: DeskWords = {
  scores: {
    title: 'Puan tablosu',
    refresh: 'Puan tablosunu yeniden oku',
    rank: 'Sıra',
    name: 'Ad',
    networks: 'Nereden',
    points: 'Puan',
    people: (n) => counted(n, { one: '# kişi', other: '# kişi' }),
    first: (shown, all) => `${all} kişiden ilk ${shown}`,
    empty: 'Henüz kimse katılmadı.',
    all: 'Hepsini göster',
    fewer: 'Yalnızca ilkleri göster',
    browser: 'Tarayıcı',
  },
  tab: 'Puanlar',
  board: 'Puan tablosu, katılım ve sohbetler',
  of: (what, title) => `${what}: ${title}`,
  reset: 'Yanıtlarını unut',
  resetTitle: (title) => `Yanıtlar unutulsun mu: “${title}”?`,
  resetText: 'Verilen yanıtlar silinir, getirdikleri puanlar geri alınır. Bu geri alınamaz.',
  resetGo: 'Yanıtları unut',
  wasReset: (title) => `Hiç oynanmamış gibi: “${title}”.`,
  qr: 'QR kodunu büyük göster',
  qrTitle: 'Katılmak için tarayın',
  faces: { present: 'Sunucu görünümü', watch: 'Salt okunur görünüm', desk: 'Tam konsol', history: 'Geçmiş' },
  faults: {
    unreachable: (place) => `${place} sohbet sunucusuna ulaşılamıyor. Yeniden deneniyor; oradan gelen yanıtlar ulaşmıyor.`,
    lost: (place) => `${place} sohbet sunucusuyla bağlantı koptu. Yeniden deneniyor; oradan gelen yanıtlar ulaşmıyor.`,
    refused: (place) => `${place} sohbet sunucusu bizi geri çeviriyor. Oradan gelen yanıtlar ulaşmıyor.`,
    'signin-failed': (place) =>
      `${place} sohbet sunucusunda oturum açılamadı. Yapılandırmadaki hesap ve parola gözden geçirilmeli.`,
    'nick-taken': (place) => `${place} üzerinde adımızı başkası kullanıyor: boşalana kadar başka bir adla oradayız.`,
    'not-in-channel': (place) => `${place} kanalına alınmıyoruz. Yeniden deneniyor; oradan gelen yanıtlar ulaşmıyor.`,
    'cannot-speak': (place) => `${place} kanalında konuşamıyoruz: oradakileri duyuyoruz, ama onlara bir şey söyleyemiyoruz.`,
  },
  moreTime: (seconds) => `${seconds} saniye daha`,
  present: {
    now: 'Şu anda',
    next: 'Sırada',
    notes: 'Notlarınız',
    nothingNow: 'Katılımcıların önünde bir şey yok.',
    nothingNext: 'Başka bir şey planlanmadı.',
  },
  watch: {
    text: 'Olan biteni görürsünüz, buradan hiçbir şeyi değiştiremezsiniz.',
    question: 'Katılımcıların önünde',
  },
  keys: {
    onward: 'Sunucu görünümünde: ana düğmenin söylediğini yap',
    backward: 'Sunucu görünümünde: geri dön',
  },
  colour: {
    title: 'Konsolun rengi',
    names: { violet: 'Mor', blue: 'Mavi', teal: 'Camgöbeği', green: 'Yeşil', red: 'Kırmızı', grey: 'Gri' },
  },
}
