import { counting } from '../numbers.ts'
import type { HomeWords } from './en.ts'

const { counted } = counting('fr')

export const fr: HomeWords = {
  title: 'Bienvenue',
  lead: 'Répondez, demandez, votez : depuis cette page ou depuis le chat où vous êtes.',
  join: {
    title: 'Vous avez un code ?',
    missing: 'Saisissez le code affiché sur l’écran.',
    label: 'Code affiché sur le grand écran',
    go: 'Rejoindre',
  },
  meetings: {
    title: 'Ouvertes en ce moment',
    empty: 'Aucune réunion n’est ouverte en ce moment.',
    emptyText: 'Dès qu’une réunion ouvre, elle apparaît ici d’elle-même.',
    join: (title) => `Rejoindre ${title}`,
    done: (done, total) => `${done} sur ${total} terminées`,
    people: (n) => counted(n, { one: '# personne est là', other: '# personnes sont là' }),
  },
  all: 'Toutes les réunions ouvertes',
  unreachable: 'La liste ne peut pas être chargée pour le moment. Elle revient d’elle-même.',
  event: {
    meetings: 'En cours',
    empty: 'Rien n’est en cours pour le moment.',
    timeZone: (zone) => `Les heures sont celles de ${zone}.`,
  },
  team: 'L’équipe',
  menu: 'Les pages',
  organizers: 'Pour l’équipe d’organisation',
  privacy: 'Ce qui est gardé de vous',
  about: 'Propulsé par Plenary, un logiciel libre que chacun peut héberger.',
}
