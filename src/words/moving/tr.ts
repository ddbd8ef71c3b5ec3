import { counting } from '../numbers.ts'
import type { MovingWords } from './en.ts'

const { counted } = counting('tr')

export const tr: MovingWords = {
  open: 'İçe ve dışa aktar',
  questions: 'Dosyadan sorular',
  questionsText:
    'Her satırında bir soru olan bir tablo, CSV ya da XLSX olarak: Soru, Yanıt 1, Yanıt 2…, Süre, Doğru yanıt. Kahoot tablosu da olur.',
  file: 'Soru dosyası',
  large: 'Dosya 2 MB sınırını aşıyor.',
  reading: 'Okunuyor…',
  found: (n) => counted(n, { one: '# aktivite bulundu', other: '# aktivite bulundu' }),
  skipped: (n) => counted(n, { one: '# satır alınmadı', other: '# satır alınmadı' }),
  skippedRow: (row, what, why) => (what ? `${row}. satır, “${what}”: ${why}` : `${row}. satır: ${why}`),
  why: {
    'no-question': 'soru yok.',
    'too-long': 'bir metin çok uzun.',
    'too-few-answers': 'ikiden az yanıtı var.',
    'too-many-answers': 'çok fazla yanıtı var.',
    'wrong-time-limit': 'süre 5 ile 3600 saniye arasında olmalı.',
    'wrong-right-answer': 'doğru yanıt, yanıtlarından biri olmalı.',
    'unknown-kind': 'türü burada bilinmiyor.',
  },
  take: (n) => counted(n, { one: '# tanesini al', other: '# tanesini al' }),
  taken: (n) => counted(n, { one: '# aktivite alındı.', other: '# aktivite alındı.' }),
  results: 'Sonuçlar',
  resultsText: 'Her aktivitenin sayımı, her katılımcının yanıtları ve puanları, şu anki durumuyla.',
  asXlsx: 'XLSX olarak',
  asActivities: 'Aktiviteler, CSV',
  asParticipants: 'Katılımcılar, CSV',
  asJson: 'JSON olarak',
  meeting: 'Toplantının tamamı',
  meetingText: 'Ayarlar ve aktiviteler; yanıtlar ve katılımcılar olmadan. Yeni bir toplantı bu dosyayla başlayabilir.',
  save: 'Dosya olarak kaydet',
  copyTitle: 'Kopyanın başlığı',
  copy: 'Toplantıyı çoğalt',
  duplicate: 'Çoğalt',
  copied: (title) => `“${title}” çoğaltıldı.`,
  from: 'Kaydedilmiş bir toplantıyla başla',
  fromHint: '“İçe ve dışa aktar” altında kaydedilmiş bir dosya. İsteğe bağlı.',
  fromUnfit: 'Bu bir toplantı dosyası değil.',
  chosen: (n) => counted(n, { one: '# kez seçildi', other: '# kez seçildi' }),
}
