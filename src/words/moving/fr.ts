import { counting } from '../numbers.ts'
import type { MovingWords } from './en.ts'

const { counted } = counting('fr')

export const fr: MovingWords = {
  open: 'Importer, exporter',
  questions: 'Questions d’un fichier',
  questionsText:
    'Une feuille avec une ligne par question, en CSV ou XLSX : Question, Réponse 1, Réponse 2…, Durée, Bonne réponse. La feuille de Kahoot convient aussi.',
  file: 'Fichier de questions',
  large: 'Le fichier dépasse 2 Mo.',
  reading: 'Lecture…',
  found: (n) => counted(n, { one: '# activité trouvée', other: '# activités trouvées' }),
  skipped: (n) => counted(n, { one: '# ligne est laissée de côté', other: '# lignes sont laissées de côté' }),
  skippedRow: (row, what, why) => (what ? `Ligne ${row}, « ${what} » : ${why}` : `Ligne ${row} : ${why}`),
  why: {
    'no-question': 'il n’y a pas de question.',
    'too-long': 'un texte est trop long.',
    'too-few-answers': 'elle a moins de deux réponses.',
    'too-many-answers': 'elle a trop de réponses.',
    'wrong-time-limit': 'la durée n’est pas entre 5 et 3600 secondes.',
    'wrong-right-answer': 'la bonne réponse n’est aucune de ses réponses.',
    'unknown-kind': 'son genre n’est pas connu ici.',
  },
  take: (n) => counted(n, { one: 'En reprendre #', other: 'En reprendre #' }),
  taken: (n) => counted(n, { one: '# activité reprise.', other: '# activités reprises.' }),
  results: 'Résultats',
  resultsText: 'Le décompte de chaque activité, les réponses et les points de chaque participant, tels qu’ils sont.',
  asXlsx: 'En XLSX',
  asActivities: 'Activités en CSV',
  asParticipants: 'Participants en CSV',
  asJson: 'En JSON',
  meeting: 'La réunion entière',
  meetingText: 'Réglages et activités, sans réponses ni participants. Une nouvelle réunion peut commencer par ce fichier.',
  save: 'Enregistrer en fichier',
  copyTitle: 'Titre de la copie',
  copy: 'Dupliquer la réunion',
  duplicate: 'Dupliquer',
  copied: (title) => `« ${title} » est en double.`,
  from: 'Commencer par une réunion enregistrée',
  fromHint: 'Un fichier enregistré sous « Importer, exporter ». Facultatif.',
  fromUnfit: 'Ce n’est pas le fichier d’une réunion.',
  chosen: (n) => counted(n, { one: 'Choisi # fois', other: 'Choisi # fois' }),
}
