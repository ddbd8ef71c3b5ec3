import type { ConsoleWords } from './en.ts'

export const fr: ConsoleWords = {
  title: 'Console',
  steps: {
    start: 'Démarrer la réunion',
    open: 'Ouvrir',
    close: 'Clore',
    results: 'Montrer les résultats',
    scoreboard: 'Montrer le classement',
    next: 'Suivant',
    back: 'Revenir',
    end: 'Terminer la réunion',
    resume: 'Reprendre la réunion',
  },
  openKind: { text: 'Montrer la diapositive', poll: 'Ouvrir le sondage', cloud: 'Ouvrir le nuage de mots' },
  meetings: { title: 'Réunions', empty: 'Pas encore de réunion.', add: 'Nouvelle réunion' },
  plan: { title: 'Déroulé', empty: 'Rien de prévu pour l’instant.', add: 'Ajouter une activité' },
  audience: 'Ce que voit le public',
}
