/** French words that are refused as words of their own, without the marks of their letters. */
const words = [
  'putes?|putains?|putasse|putasserie|salopes?|salopards?|salopard|saloperies?|salauds?|batards?|batardes?',
  'connards?|connasses?|couilles?|couillons?|couillonne|merde[sux]?|emmerde(?:r|s|nt|ur|urs|use)?|merdiques?|merdeux',
  'niques?|niquer|nique[rz]|niquee?s?|nik(?:e|er|ez|es)|pedes?|pedales?|tapettes?|tarlouzes?|tafioles?|fiottes?|gouines?',
  'negros?|negresses?|bougnoules?|bougnouls?|youpins?|youpines?|bicots?|niakoues?|chinetoques?|melons de merde|sales? arabes?',
  'chier|chiottes?|chieurs?|chieuses?|enfoires?|enfoirees?|encules?|enculees?|enculer|encule[rz]|enculeurs?|enculades?',
  'branleurs?|branleuses?|branlette|branler|trouducs?|trouduculs?|trou du cul|pouffiasses?|poufiasses?|petasses?|grognasses?|trainees? de rue',
  'suce[rz]? ma|sucez moi|bouffons? de merde|fdp|ntm|tg|ta gueule|vtff|fils de putes?|va te faire (?:foutre|mettre)|ferme ta gueule|gros con|sales? cons?',
]
/** English words too: refused of a name, where no sentence can mean them otherwise. */
const inNames = ['bites?']

const bounded = (all: readonly string[]) => new RegExp(`(?<!\\p{L})(?:${all.join('|')})(?!\\p{L})`, 'u')

export const french = { words: bounded(words), names: bounded([...words, ...inNames]) }
