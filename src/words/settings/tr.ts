import { counting } from '../numbers.ts'
import type { SettingsWords } from './en.ts'

const { counted } = counting('tr')

export const tr: SettingsWords = {
  title: 'Ayarlar',
  lead: 'Bütün kurulum için geçerlidir, kaydettiğiniz andan başlayarak.',
  groups: {
    accounts: { title: 'Hesaplar', text: 'Burada kimlerin hesap açabileceği.' },
    mail: { title: 'E-posta', text: 'E-postaların nasıl gönderildiği. Sunucu yoksa saklanır ve konsolda gösterilirler.' },
    privacy: { title: 'Gizlilik', text: 'Nelerin ne kadar saklandığı ve kime sorulacağı.' },
    parts: {
      title: 'Bölümler',
      text: 'Kapalı bir bölümün sayfası, menü girişi ve sohbetlerde sözü olmaz. Onunla yapılanlar saklanır.',
    },
    words: {
      title: 'Ekrandaki kelimeler',
      text: 'Adlara ve kelimelere bakan süzgecin size özel listeleri. Neye bakılacağı her toplantının kendi ayarlarındadır.',
    },
    home: { title: 'Herkese açık sayfalar', text: 'Oturum açmamış kişilerin gördükleri.' },
  },
  keys: {
    'accounts.signUp': { label: 'Herkes hesap açabilir', hint: 'Kapalıyken hiç kimse kendi başına hesap açamaz.' },
    'accounts.closedBeta': { label: 'Yalnız izinli adresler', hint: 'Öteki adreslerin hesap açması kabul edilmez.' },
    'accounts.allowedAddresses': {
      label: 'İzinli adresler',
      hint: 'Her satıra bir tane: bir e-posta adresi ya da @example.org gibi bütün bir alan adı.',
    },
    'accounts.consents': {
      label: 'Kaydolurken onaylananlar',
      hint: 'Her metnin bir sürümü vardır; verilen onay onunla saklanır. Metni değiştirince sürümü de değiştirin.',
    },
    'mail.url': {
      label: 'E-posta sunucusu',
      hint: 'Ad ve parolasıyla birlikte adresi. Şifreli saklanır ve bir daha gösterilmez.',
    },
    'mail.from': { label: 'Gönderen', hint: 'Bir e-posta adresi; isterseniz önünde bir adla.' },
    'privacy.retentionDays': {
      label: 'Silinene kadar geçen gün',
      hint: 'Toplantının bitişinden sayılır. Boşsa biri silene kadar kalır.',
    },
    'privacy.contact': {
      label: 'Sorular için adres',
      hint: 'Kişilerin kendileriyle ilgili neyin saklandığını okuduğu yerde gösterilir.',
    },
    'parts.on': { label: 'Açık olanlar', hint: 'Hemen ve herkes için.' },
    'words.refused': {
      label: 'Reddedilecek kelimeler',
      hint: 'Her satıra bir tane: bir kelime ya da birkaç kelime. Nasıl yazılırsa yazılsın reddedilir; başka bir kelimenin içinde geçiyorsa edilmez. En çok 500.',
    },
    'words.allowed': {
      label: 'İzin verilecek kelimeler',
      hint: 'Her satıra bir tane: süzgecin reddedeceği ama burada masum olan kelimeler, örneğin bir ad. En çok 500.',
    },
    'home.consoleLink': { label: 'Konsol bağlantısı', hint: 'Herkese açık sayfaların başlığında. Konsol onsuz da açılır.' },
    'home.consolePath': {
      label: 'Konsolun adresi',
      hint: 'İlk eğik çizgiden sonraki sözcük. Küçük harfler, rakamlar ve kısa çizgiler. Eski bağlantılar artık çalışmaz.',
    },
    'home.mainEvent': {
      label: 'Ana etkinlik',
      hint: 'Kısa adı. Etkinlik adı olmayan adresler (/ptg.json ve /ptg.ics gibi) buna götürür. Boş: tek etkinlik varsa o.',
    },
  },
  parts: {
    live: { label: 'Canlı', hint: 'Anketli ve kelime bulutlu toplantılar' },
    'event-day': { label: 'Etkinlik günü', hint: 'Şimdi ve sonra ne olduğu' },
    community: { label: 'Topluluk', hint: 'Biletler ve roller' },
    campaigns: { label: 'Kampanyalar', hint: 'Ödüller ve puanlar' },
  },
  consents: {
    nth: (n) => `${n}. onay`,
    text: 'Metin',
    version: 'Sürüm',
    versionHint: 'Örneğin 1 ya da bir tarih.',
    required: 'Bu onay olmadan hesap açılmaz',
    add: 'Onay ekle',
    remove: 'Kaldır',
    unfit: 'Her birine bir metin ve bir sürüm gerekir.',
  },
  form: {
    unfit: 'Bu uymuyor. Lütfen yukarıdaki ipucuna bakın.',
    lines: (lines) => `Adres değil: ${lines}`,
    onePart: 'En az bir bölüm açık olmalı.',
    fixed: 'Yapılandırmada belirlenmiş; öncelik onundur.',
    notAllowed: 'Yapılandırma buna izin vermiyor.',
    secretSet: 'Bir değer var. Değiştirmek için yenisini yazın.',
    secretNone: 'Değer yok.',
    forget: 'Unut',
    forgotten: 'Kaydettiğinizde unutulur.',
    keep: 'Yine de sakla',
    save: 'Ayarları kaydet',
    saved: 'Ayarlar kaydedildi.',
    unchanged: 'Hiçbir şey değişmedi.',
    changes: (n) => counted(n, { other: '# kaydedilmemiş değişiklik' }),
    discard: 'Vazgeç',
    moved: 'Konsol taşındı.',
    wrong: (n) => counted(n, { other: '# alana yeniden bakmak gerek.' }),
  },
  log: {
    title: 'Değişiklikler',
    text: 'Kimin neyi değiştirdiği, en yenisi başta.',
    empty: 'Şimdiye kadar hiçbir şey değişmedi.',
    setting: 'Ayar',
    before: 'Önce',
    after: 'Sonra',
    by: 'Kim',
    at: 'Zaman',
    system: 'sistem',
    undo: 'Geri al',
    undoOf: (name) => `Değişikliği geri al: ${name}`,
    undone: 'Önceki değer geri geldi.',
    late: 'O zamandan beri yeniden değişti.',
    more: 'Daha eskiler',
    on: 'açık',
    off: 'kapalı',
    nothing: 'boş',
    secretSet: 'var (gösterilmez)',
    secretNone: 'yok',
    gone: 'eski bir sürümün ayarı',
  },
}
