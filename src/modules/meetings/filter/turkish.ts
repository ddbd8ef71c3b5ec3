/**
 * Turkish hangs its endings on a word, so most stand here with the endings they are used with. `marked` are words that only their dots and hooks
 * tell from innocent ones (`göt` from `got`, `piç` from `pic`, `sikiş` from `sıkış` typed without them); `plain` are those no spelling makes innocent.
 */
const noun = '(?:l[ae]r)?(?:[iıuü]m|[iıuü]n|s?[iıuü]|s[iı]n|d[ıi]r|y[ıi]m|s[ıi]n[ıi]z|l[ae]r[ıi]?|l[ıi]k|c[ae])?'

const marked = [
  `göt(?:ün|ünü|üm|ümü|ler|leri|ü|ünüz|lük|lek|lekler|veren|verenler)?`,
  `piç${noun}|piçin|piçi|piçler|piçlik`,
  `sikiş(?:mek|me|elim|iyor|en|ir|ti|ken)?`,
  `amcık${noun}|amın(?:a|ı|da)? ?(?:koy\\p{L}*|sik\\p{L}*)|amına`,
  `puşt${noun}|puştun`,
  `oç`,
  `sürtük${noun}|sürtüğ\\p{L}*`,
  `yavşak${noun}|yavşağ\\p{L}*`,
  `taşşak${noun}|taşak${noun}|taşağ\\p{L}*`,
  `şerefsiz${noun}`,
  `kahpe${noun}`,
]
const plain = [
  'orospu\\p{L}*|oruspu\\p{L}*|orosbu\\p{L}*',
  'siktir\\p{L}*|sikerim|sikeyim|sikecem|sikecegim|sikicem|sikem|siker|sikik\\p{L}{0,4}|siktim|siktigim\\p{L}*|siktigimin',
  'yarrak\\p{L}{0,6}|yarrag\\p{L}{1,5}|dalyarak\\p{L}{0,5}',
  'amcik\\p{L}{0,5}|aminakoyim|amina ?koy\\p{L}{0,6}|amina ?kod\\p{L}{0,6}|aminako\\p{L}{0,6}|amk|amq|mk cocu\\p{L}+',
  'gotveren\\p{L}{0,4}|gotlek\\p{L}{0,4}|got lalesi',
  'ibne\\p{L}{0,5}|kaltak\\p{L}{0,5}|kaltag\\p{L}{0,4}|pezevenk\\p{L}{0,5}|pezeveng\\p{L}{0,4}|gavat\\p{L}{0,5}|kancik\\p{L}{0,4}',
  'fahise\\p{L}{0,5}|kahpelik|serefsiz|pust|gerizekali\\p{L}{0,4}|geri zekali\\p{L}{0,4}|surtuk',
  'ananin ami|anani avradini|ananisikim|sulaleni sik\\p{L}*|bok ye\\p{L}*|boktan|ag?zina sicayim|sicayim|got oglani|pic kurusu',
]

const bounded = (all: readonly string[]) => new RegExp(`(?<!\\p{L})(?:${all.join('|')})(?!\\p{L})`, 'u')

export const turkish = { marked: bounded(marked), plain: bounded(plain) }
