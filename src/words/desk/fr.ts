import { counting } from '../numbers.ts'
import type { DeskWords } from './en.ts'

const { counted } = counting('fr')

export const fr: DeskWords = {
  scores: {
    title: 'Classement',
    refresh: 'Relire le classement',
    rank: 'Rang',
    name: 'Nom',
    networks: 'Connu par',
    points: 'Points',
    people: (n) => counted(n, { one: '# personne', other: '# personnes' }),
    first: (shown, all) => `Les ${shown} premiers sur ${all}`,
    empty: 'Personne n’est encore entré.',
    all: 'Tout afficher',
    fewer: 'N’afficher que les premiers',
    browser: 'Navigateur',
  },
  tab: 'Points',
  board: 'Classement, accès et chats',
  of: (what, title) => `${what} : ${title}`,
  reset: 'Oublier ses réponses',
  resetTitle: (title) => `Oublier les réponses à « ${title} » ?`,
  resetText: 'Les réponses données disparaissent et les points qu’elles ont rapportés sont repris. C’est définitif.',
  resetGo: 'Oublier les réponses',
  wasReset: (title) => `« ${title} » est comme si elle n’avait pas été jouée.`,
  qr: 'Afficher le code QR en grand',
  qrTitle: 'Scannez pour participer',
  faces: { present: 'Vue de présentation', watch: 'Vue en lecture seule', desk: 'Console complète', history: 'Historique' },
  faults: {
    unreachable: (place) =>
      `Le serveur de chat ${place} est injoignable. Nouvelles tentatives en cours ; les réponses de là-bas n’arrivent pas.`,
    lost: (place) =>
      `La connexion au serveur de chat ${place} est coupée. Nouvelle tentative en cours ; les réponses de là-bas n’arrivent pas.`,
    refused: (place) => `Le serveur de chat ${place} nous refuse l’entrée. Les réponses de là-bas n’arrivent pas.`,
    'signin-failed': (place) =>
      `L’identification auprès du serveur de chat ${place} a échoué. Le compte et le mot de passe de la configuration sont à vérifier.`,
    'nick-taken': (place) => `Quelqu’un d’autre porte notre nom sur ${place} : nous en avons pris un autre en attendant.`,
    'not-in-channel': (place) =>
      `L’entrée de ${place} nous est refusée. Nouvelle tentative en cours ; les réponses de là-bas n’arrivent pas.`,
    'cannot-speak': (place) => `Nous ne pouvons pas parler dans ${place} : ses membres sont entendus, mais rien ne leur est dit.`,
  },
  moreTime: (seconds) => `${seconds} secondes de plus`,
  present: {
    now: 'En ce moment',
    next: 'Ensuite',
    notes: 'Vos notes',
    nothingNow: 'Rien n’est montré au public.',
    nothingNext: 'Rien d’autre n’est prévu.',
  },
  watch: {
    text: 'Vous voyez ce qui se passe, sans rien pouvoir changer ici.',
    question: 'Devant le public',
  },
  keys: {
    onward: 'Dans la vue de présentation : ce que dit le bouton principal',
    backward: 'Dans la vue de présentation : revenir en arrière',
  },
  colour: {
    title: 'Couleur de la console',
    names: { violet: 'Violet', blue: 'Bleu', teal: 'Sarcelle', green: 'Vert', red: 'Rouge', grey: 'Gris' },
  },
}
