import { counting } from '../numbers.ts'
import type { PrivacyWords } from './en.ts'

const { counted } = counting('fr')
const days = (n: number) => counted(n, { one: '# jour', other: '# jours' })
const hours = (n: number) => counted(n, { one: '# heure', other: '# heures' })

export const fr: PrivacyWords = {
  page: {
    title: 'Ce qui est gardé de vous',
    lead: 'Cette page est écrite d’après les réglages de cette instance. Elle dit ce qui vaut maintenant.',
    part: {
      title: 'Quand vous participez',
      seat: 'Le nom choisi dans une réunion, vos réponses et vos points : pour compter et montrer les résultats.',
      cookie: (n: number) =>
        `Un cookie, grâce auquel ce navigateur retrouve sa place. Il dure ${days(n)}. Il n’y en a pas d’autre.`,
    },
    chats: {
      title: 'Quand vous écrivez dans un chat',
      answers: (networks: string) =>
        `De ${networks} : le compte ou le pseudo de qui répond ou demande quelque chose au programme, et la réponse.`,
      topics:
        'À un événement : où vous vous signalez et ce que vous surveillez, jusqu’à ce que vous y mettiez fin ou que l’événement soit passé ; et ce que vous changez sur son tableau.',
      rest: 'Toutes les autres lignes sont lues puis oubliées : aucune n’est écrite quelque part.',
    },
    account: {
      title: 'Quand vous avez un compte',
      data: 'Votre nom d’utilisateur, votre adresse et votre langue. Votre mot de passe sous une forme illisible pour tous.',
      signIns: (n: number, kept: number) =>
        `Où vous êtes connecté : la sorte de navigateur, et depuis quand. Une connexion dure ${hours(n)}, ou ${days(kept)} sur demande.`,
      unconfirmed: (n: number) => `Un compte dont l’adresse n’est pas confirmée est supprimé après ${days(n)}.`,
      mails: (n: number) =>
        `Qu’un courriel vous a été envoyé et de quelle sorte, pendant ${days(n)}. Son contenu est effacé dès le départ.`,
      keptMails: (n: number) =>
        `Cette instance n’envoie pas de courriels. Les propriétaires les lisent ici ; ils sont effacés après ${days(n)}.`,
    },
    long: {
      title: 'Combien de temps',
      seats: (n: number) =>
        `Les noms quittent une réunion ${days(n)} après la fin de son événement, ou après sa dernière étape. Les réponses restent comptées, sans personne derrière.`,
      forever: 'Les noms restent dans les réunions jusqu’à ce que quelqu’un les supprime.',
      persons: 'Qui n’était connu par rien d’autre est alors entièrement oublié.',
      events: 'Ces événements en décident autrement :',
      event: (title: string, n: number) => `${title} : ${days(n)}`,
      news: (n: number) =>
        `Ce qui a été envoyé aux pages ouvertes, comme un classement, est gardé ${days(n)}, pour que personne ne manque rien.`,
      acts: 'Qui a donné un rôle, exclu quelqu’un ou changé un réglage est noté, et le reste. Les personnes supprimées y sont sans nom.',
      backups: 'Qui fait tourner cette instance peut avoir des sauvegardes, qui gardent tout plus longtemps.',
    },
    never: {
      title: 'Ce qui n’est pas gardé',
      addresses:
        'Les adresses Internet. Elles sont comptées en mémoire, pour que personne ne demande sans fin, et partent avec le programme.',
      elsewhere: 'Ce que vous faites ailleurs. Pas de statistiques, pas de publicité, rien qui vous suive.',
    },
    who: {
      title: 'Qui le voit',
      hall: 'Les noms et les points s’affichent sur le grand écran, les résultats à toute la réunion.',
      organizers:
        'Les organisateurs voient qui a participé et peuvent vous supprimer. Les propriétaires voient aussi les courriels.',
      programs: 'Des programmes des organisateurs peuvent apprendre ce qui se passe. Ils reçoivent des numéros, et aucun nom.',
    },
    consents: { title: 'Ce qui vous est demandé à l’inscription', required: 'nécessaire pour un compte' },
    rights: {
      title: 'Ce que vous pouvez faire',
      text: 'Obtenir toutes vos données, retirer un accord, ou être supprimé : ici même, ou sur la page de votre compte.',
      contact: 'Pour vos questions :',
      none: 'Pour vos questions, demandez à qui vous a invité.',
    },
    unreachable: 'Impossible de charger ceci pour l’instant. Cela revient tout seul.',
  },
  mine: {
    title: 'Vos données',
    text: 'Tout ce qui est gardé de vous ici, dans un fichier que des programmes lisent aussi.',
    download: 'Télécharger mes données',
    downloaded: 'Le fichier est là.',
    file: 'mes-donnees.json',
    consents: 'Vos accords',
    consentsNone: 'Rien ne vous a été demandé.',
    given: (time: string) => `accepté le ${time}`,
    agree: 'J’accepte',
    withdraw: 'Retirer',
    withdrawNamed: (text: string) => `Retirer : ${text}`,
    agreeNamed: (text: string) => `J’accepte : ${text}`,
    needed: 'nécessaire pour votre compte',
  },
  deletion: {
    title: 'Partir pour de bon',
    text: 'Votre nom, votre compte, vos comptes de chat et vos connexions sont supprimés pour de bon. Les réponses restent comptées, sans personne derrière.',
    start: 'Me supprimer',
    sure: 'Supprimer toutes vos données ?',
    type: (word: string) => `Pour continuer, tapez : ${word}`,
    word: 'supprimer',
    mismatch: 'Ce n’est pas le mot.',
    go: 'Supprimer tout',
    mailed:
      'Nous vous avons envoyé un courriel. Ouvrez son lien dans ce navigateur dans la journée pour confirmer. D’ici là rien ne change.',
    gone: 'Vos données sont supprimées. Merci d’avoir été là.',
    confirmTitle: 'Supprimer votre compte',
    confirmText: 'Avec cette dernière étape, vos données sont supprimées pour de bon.',
    noCode: 'Il manque la fin de cette adresse. Ouvrez le lien tel qu’il est dans le courriel.',
    toAccount: 'Retour à votre compte',
    toHome: 'Vers la première page',
    offline: 'Aucune réponse. Vérifiez votre connexion et réessayez.',
  },
  signUp: { legend: 'À lire et à accepter', required: 'Nécessaire pour un compte.' },
  footer: 'Ce qui est gardé de vous',
}
