import { counting } from '../numbers.ts'
import type { CommonWords } from './en.ts'

const { number, counted } = counting('fr')

export const fr: CommonWords = {
  number,
  percent: (share) => `${share} %`,
  points: (n) => counted(n, { one: '# point', other: '# points' }),
  wordCount: (word, n) => `${word} : ${counted(n, { one: '# fois', other: '# fois' })}`,
  close: 'Fermer',
  cancel: 'Annuler',
  save: 'Enregistrer',
  undo: 'Annuler l’action',
  tryAgain: 'Réessayer',
  more: 'Plus',
  loading: 'Un instant…',
  skipToContent: 'Aller au contenu',
  home: 'Plenary, page d’accueil',
  language: 'Langue',
  theme: { title: 'Couleurs', light: 'Clair', dark: 'Sombre', system: 'Comme sur cet appareil' },
  rated: {
    none: 'pas encore noté',
    tied: 'ex æquo',
    mean: (average, n) => counted(n, { one: `moyenne ${average}, # note`, other: `moyenne ${average}, # notes` }),
  },
  bars: {
    showTable: 'Afficher en tableau',
    answer: 'Réponse',
    count: 'Voix',
    share: 'Part',
    right: 'Bonne réponse',
    own: 'Votre réponse',
    percent: (share) => `${share} %`,
  },
  pageNotFound: {
    title: 'Il n’y a rien à cette adresse',
    text: 'La page a peut-être changé de place, ou une lettre s’est perdue en route.',
  },
}
