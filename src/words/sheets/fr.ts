import type { SheetsWords } from './en.ts'

export const fr: SheetsWords = {
  activities: 'Activités',
  participants: 'Participants',
  number: 'N°',
  title: 'Titre',
  kind: 'Genre',
  answered: 'Ont répondu',
  answer: 'Réponse',
  right: 'Bonne',
  count: 'Nombre',
  yes: 'oui',
  no: 'non',
  average: 'Moyenne',
  spread: 'Écart type',
  rank: 'Rang',
  name: 'Nom',
  points: 'Points',
  pointsOf: (title) => `Points : ${title}`,
  kinds: { text: 'Diapositive', poll: 'Sondage', quiz: 'Quiz', cloud: 'Nuage de mots', scale: 'Échelle' },
}
