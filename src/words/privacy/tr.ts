import { counting } from '../numbers.ts'
import type { PrivacyWords } from './en.ts'

const { counted } = counting('tr')
const days = (n: number) => counted(n, { other: '# gün' })
const hours = (n: number) => counted(n, { other: '# saat' })

export const tr: PrivacyWords = {
  page: {
    title: 'Hakkınızda tutulanlar',
    lead: 'Bu sayfa bu kurulumun ayarlarına göre yazılır. Şu an geçerli olanı söyler.',
    part: {
      title: 'Katıldığınızda',
      seat: 'Bir toplantıda seçtiğiniz ad, yanıtlarınız ve puanlarınız: sonuçlar sayılıp gösterilebilsin diye.',
      cookie: (n: number) => `Bu tarayıcının yerini yeniden bulduğu tek bir çerez. ${days(n)} sürer. Başkası yoktur.`,
    },
    chats: {
      title: 'Bir sohbette yazdığınızda',
      answers: (networks: string) =>
        `Kaynak ${networks}: yanıt veren ya da programdan bir şey isteyen kişinin hesabı veya takma adı ve yanıtı.`,
      topics:
        'Bir etkinlikte: nerede olduğunuzu bildirdiğiniz yer ve izlediğiniz konular, siz bitirene ya da etkinlik geçene kadar; panosunda değiştirdikleriniz de.',
      rest: 'Öteki satırlar okunur ve bırakılır: hiçbir yere yazılmaz.',
    },
    account: {
      title: 'Hesabınız olduğunda',
      data: 'Kullanıcı adınız, e-posta adresiniz ve diliniz. Parolanız ise kimsenin okuyamayacağı bir biçimde.',
      signIns: (n: number, kept: number) =>
        `Nerede oturum açtığınız: tarayıcının türü ve ne zamandan beri. Bir oturum ${hours(n)} sonra, isterseniz ${days(kept)} sonra biter.`,
      unconfirmed: (n: number) => `Adresi doğrulanmayan bir hesap ${days(n)} sonra silinir.`,
      mails: (n: number) => `Size bir e-posta gittiği ve türü, ${days(n)} boyunca. İçeriği, gönderilir gönderilmez silinir.`,
      keptMails: (n: number) => `Bu kurulum e-posta göndermez. Sahipler onları burada okuyabilir; ${days(n)} sonra silinirler.`,
    },
    long: {
      title: 'Ne kadar süre',
      seats: (n: number) =>
        `Adlar, etkinliğin bitiminden ya da toplantının son adımından ${days(n)} sonra toplantıdan çıkarılır. Yanıtlar, arkasında kimse olmadan sayı olarak kalır.`,
      forever: 'Toplantılardaki adlar biri silene kadar kalır.',
      persons: 'Başka hiçbir yerden tanınmayan kişi o zaman tümüyle unutulur.',
      events: 'Şu etkinlikler farklı saklar:',
      event: (title: string, n: number) => `${title}: ${days(n)}`,
      news: (n: number) =>
        `Açık sayfalara gönderilenler, örneğin bir puan tablosu, kimse bir şey kaçırmasın diye ${days(n)} saklanır.`,
      acts: 'Kimin rol verdiği, birini yasakladığı ya da bir ayarı değiştirdiği yazılır ve kalır. Silinen kişilerin adı orada bulunmaz.',
      backups: 'Bu kurulumu işletenin, bunları daha uzun tutan yedekleri olabilir.',
    },
    never: {
      title: 'Saklanmayanlar',
      addresses: 'İnternet adresleri. Kimse sınırsız istekte bulunmasın diye bellekte sayılır ve programla birlikte yok olur.',
      elsewhere: 'Başka yerlerde yaptıklarınız. İstatistik yok, reklam yok, sizi izleyen hiçbir şey yok.',
    },
    who: {
      title: 'Kim görür',
      hall: 'Adlar ve puanlar büyük ekranda, sonuçlar toplantıdaki herkese görünür.',
      organizers: 'Düzenleyenler kimin katıldığını görür ve sizi silebilir. Sahipler e-postaları da görür.',
      programs: 'Düzenleyenlerin programlarına burada olup bitenler bildirilebilir. Onlara numara verilir, ad verilmez.',
    },
    consents: { title: 'Kaydolurken size sorulanlar', required: 'hesap için gerekli' },
    rights: {
      title: 'Neler yapabilirsiniz',
      text: 'Bütün verilerinizi alabilir, verdiğiniz onayı geri çekebilir ya da silinebilirsiniz: burada veya hesabınızın sayfasında.',
      contact: 'Sorularınız için:',
      none: 'Sorularınız için sizi davet edene danışın.',
    },
    unreachable: 'Bu şu an yüklenemiyor. Kendiliğinden geri gelir.',
  },
  mine: {
    title: 'Verileriniz',
    text: 'Burada hakkınızda tutulan her şey, programların da okuyabildiği tek bir dosyada.',
    download: 'Verilerimi indir',
    downloaded: 'Dosya hazır.',
    file: 'verilerim.json',
    consents: 'Onaylarınız',
    consentsNone: 'Sizden bir onay istenmedi.',
    given: (time: string) => `onay tarihi: ${time}`,
    agree: 'Onaylıyorum',
    withdraw: 'Geri çek',
    withdrawNamed: (text: string) => `Geri çek: ${text}`,
    agreeNamed: (text: string) => `Onaylıyorum: ${text}`,
    needed: 'hesabınız için gerekli',
  },
  deletion: {
    title: 'Temelli ayrılmak',
    text: 'Adınız, hesabınız, sohbet hesaplarınız ve oturumlarınız temelli silinir. Yanıtlar, arkasında kimse olmadan sayılı kalır.',
    start: 'Beni sil',
    sure: 'Bütün verileriniz silinsin mi?',
    type: (word: string) => `Devam etmek için yazın: ${word}`,
    word: 'sil',
    mismatch: 'Bu, istenen sözcük değil.',
    go: 'Temelli sil',
    mailed:
      'Size bir e-posta gönderdik. Onaylamak için bir gün içinde bağlantısını bu tarayıcıda açın. O zamana kadar hiçbir şey değişmez.',
    gone: 'Verileriniz silindi. Burada olduğunuz için teşekkürler.',
    confirmTitle: 'Hesabınızı silmek',
    confirmText: 'Bu son adımla verileriniz temelli silinir.',
    noCode: 'Bu adresin son bölümü eksik. Bağlantıyı e-postada durduğu gibi açın.',
    toAccount: 'Hesabınıza dönün',
    toHome: 'İlk sayfaya',
    offline: 'Yanıt gelmedi. Bağlantınızı denetleyip yeniden deneyin.',
  },
  signUp: { legend: 'Lütfen okuyup onaylayın', required: 'Hesap için gerekli.' },
  footer: 'Hakkınızda tutulanlar',
}
