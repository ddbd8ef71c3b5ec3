import { counting } from '../numbers.ts'
import type { MeetingsWords } from './en.ts'

const { counted } = counting('fr')

export const fr: MeetingsWords = {
  title: 'Réunions',
  text: 'Créez une réunion, préparez ses activités et menez-la d’ici.',
  empty: 'Pas encore de réunion.',
  emptyText: 'Un titre suffit pour commencer ; tout le reste se règle plus tard.',
  add: 'Nouvelle réunion',
  search: 'Chercher dans les titres et descriptions',
  none: 'Aucune réunion ne correspond.',
  noneText: 'Rien dans les titres et descriptions de vos réunions ne contient ces lettres.',
  times: { running: 'En cours', 'to-come': 'À venir', past: 'Passées' },
  participants: (n) => counted(n, { one: '# participant', other: '# participants' }),
  inPerson: 'Sur place',
  starts: (at) => `à partir du ${at}`,
  qr: 'Code QR',
  qrOf: (title) => `Code QR pour rejoindre ${title}`,
  desk: 'Mener',
  deskOf: (title) => `Mener ${title}`,
  more: 'En montrer plus',
  picture: 'Image de la réunion',
  pictureHint: 'Montrée dans les listes et pendant l’attente. PNG, JPEG, WebP ou AVIF, 2 Mo au plus.',
  pictureWords: 'Ce que montre l’image',
  pictureWordsHint: 'Pour les personnes qui ne peuvent pas la voir.',
  fresh: {
    title: 'Nouvelle réunion',
    field: 'Titre de la réunion',
    event: 'Fait partie de',
    noEvent: 'Aucun événement',
    go: 'Créer la réunion',
  },
  details: 'Plus : description, image, code, dates',
  codeEmpty: 'Laissé vide, il est créé.',
}
