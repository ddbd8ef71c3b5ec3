import { counting } from '../numbers.ts'
import type { StageWords } from './en.ts'

const { counted } = counting('fr')

export const fr: StageWords = {
  joinAt: 'Rejoignez-nous sur',
  code: 'Code',
  secondCode: 'Deuxième code',
  locked: 'La porte est verrouillée : plus personne n’entre.',
  average: (n) => `${n} en moyenne`,
  qr: (address) => `Code QR qui ouvre ${address}`,
  scan: 'Scannez pour participer',
  here: (n) => counted(n, { one: '# présent', other: '# présents' }),
  answered: (n) => counted(n, { one: '# a répondu', other: '# ont répondu' }),
  words: (n) => counted(n, { one: '# mot', other: '# mots' }),
  chatHint: (example, network, channels) => `Ou sur ${network} : ${example} dans ${channels}`,
  before: 'Nous commençons bientôt.',
  waiting: 'Bienvenue. La suite commence dans un instant.',
  after: 'Merci d’avoir été là.',
  cloudEmpty: 'Le premier mot est à vous.',
  hidden: 'Les réponses seront montrées à la fin.',
  closed: 'Le temps est écoulé',
  noAnswers: 'Aucune réponse cette fois',
  right: 'Bonne réponse',
  scoreboard: 'Classement',
  tied: 'ex æquo',
  timeLeft: 'Temps restant',
  results: 'Résultat',
  connection: {
    live: 'Connecté',
    'catching-up': 'Mise à jour…',
    offline: 'Pas de connexion. Cet écran montre les dernières nouvelles reçues.',
  },
  notFound: 'Il n’y a pas de réunion à cette adresse.',
  anyWord: 'mot',
  noScores: 'Personne n’a encore de points.',
  closedByHand: 'C’est clos',
  keyNeeded: {
    title: 'Cette adresse n’est pas complète',
    text: 'La scène s’ouvre avec son lien entier, clé comprise. Il se trouve dans la console, sous « Comment participer ».',
  },
}
