import { counting } from '../numbers.ts'
import type { AttendWords } from './en.ts'

const { counted } = counting('fr')

export const fr: AttendWords = {
  join: {
    title: 'Rejoindre une réunion',
    text: 'Le code est affiché sur le grand écran.',
    code: 'Code',
    name: 'Votre nom',
    nameHint: 'Les autres le voient quand vous gagnez des points.',
    go: 'Rejoindre',
    takeOrWrite: 'Prenez celui-ci ou écrivez le vôtre.',
    nameLimit: (n) => `${n} caractères au plus.`,
    codeMissing: 'Saisissez le code affiché sur l’écran.',
    nameMissing: 'Saisissez un nom.',
    otherCode: 'Un autre code',
    noAnswer: 'Pas de connexion pour le moment. Réessayez.',
  },
  connection: {
    live: 'Connecté',
    'catching-up': 'De retour. Mise à jour…',
    offline: 'Vous êtes hors ligne. Votre réponse est gardée et partira à votre retour.',
  },
  here: (n) =>
    n <= 1 ? 'Vous êtes la première personne ici' : counted(n, { one: '# personne est là', other: '# personnes sont là' }),
  again: 'Vous étiez déjà ici : c’est la même place.',
  rename: 'Changer de nom',
  before: { title: 'Vous êtes en avance. Parfait.', text: 'Cette page s’ouvre d’elle-même au début de la réunion.' },
  waiting: { title: 'Vous y êtes.', text: 'La suite commence dans un instant.' },
  after: { title: 'C’est fini.', text: 'Merci d’avoir participé.' },
  poll: {
    one: 'Choisissez une réponse',
    several: 'Choisissez tout ce qui convient',
    send: 'Envoyer la réponse',
    sending: 'Envoi…',
    kept: 'Gardée jusqu’à votre retour en ligne',
    counted: 'Comptée',
    answered: (n) => counted(n, { one: '# réponse pour l’instant', other: '# réponses pour l’instant' }),
  },
  quiz: { later: 'La réponse vient avec le résultat.' },
  scale: { average: (n) => `${n} en moyenne` },
  cloud: {
    label: 'Votre mot',
    hint: 'Un mot ou quelques-uns. Envoyez-en autant que vous voulez.',
    hintFew: 'Un mot ou quelques-uns.',
    limit: (n) => `${n} caractères au plus.`,
    send: 'Envoyer',
    sent: (word) => `« ${word} » est arrivé.`,
    left: (n) => counted(n, { one: 'Encore # mot', other: 'Encore # mots' }),
    full: 'C’étaient tous vos mots. Merci !',
    empty: 'Pas encore de mots. Le vôtre peut être le premier.',
    title: 'Tous les mots',
  },
  tooManyWaiting: 'Trop de réponses attendent une connexion. Réessayez à votre retour.',
  closed: { title: 'Le temps est écoulé.', text: 'Le résultat arrive dans un instant.' },
  results: {
    title: 'Le résultat',
    none: 'Personne n’a répondu cette fois.',
    right: 'Oui, c’est juste.',
    wrong: 'Pas cette fois.',
    answers: (n) => counted(n, { one: '# réponse', other: '# réponses' }),
  },
  scoreboard: {
    title: 'Classement',
    yourPlace: (place, points) => `Vous êtes à la place ${place} avec ${points}.`,
    you: 'Vous',
    tied: 'ex æquo',
    empty: 'Pas encore de points.',
  },
  previous: { title: 'Questions précédentes', back: 'Retour à la réunion' },
  timeLeft: 'Temps restant',
}
