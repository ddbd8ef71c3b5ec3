import { counting } from '../numbers.ts'
import type { SettingsWords } from './en.ts'

const { counted } = counting('fr')

export const fr: SettingsWords = {
  title: 'Réglages',
  lead: 'Ils valent pour toute l’instance, dès l’enregistrement.',
  groups: {
    accounts: { title: 'Comptes', text: 'Qui peut créer un compte ici.' },
    mail: {
      title: 'Courriel',
      text: 'Comment partent les courriels. Sans serveur, ils sont gardés et affichés dans la console.',
    },
    privacy: { title: 'Vie privée', text: 'Combien de temps les choses sont gardées, et à qui s’adresser.' },
    parts: {
      title: 'Parties',
      text: 'Une partie désactivée n’a ni page, ni entrée de menu, ni mot dans les salons. Ce qu’elle a produit est conservé.',
    },
    words: {
      title: 'Mots à l’écran',
      text: 'Vos propres listes pour le filtre qui relit les noms et les mots. Chaque réunion dit dans ses réglages ce qui est relu.',
    },
    home: { title: 'Pages publiques', text: 'Ce que voient les personnes qui ne sont pas connectées.' },
  },
  keys: {
    'accounts.signUp': { label: 'Inscription libre', hint: 'Désactivée, personne ne peut créer de compte seul.' },
    'accounts.closedBeta': {
      label: 'Adresses admises seulement',
      hint: 'L’inscription est refusée à toutes les autres adresses.',
    },
    'accounts.allowedAddresses': {
      label: 'Adresses admises',
      hint: 'Une par ligne\u202f: une adresse, ou tout un domaine comme @example.org.',
    },
    'accounts.consents': {
      label: 'Ce à quoi on consent en s’inscrivant',
      hint: 'Chaque texte a une version, gardée avec l’accord donné. Changez-la quand vous changez le texte.',
    },
    'mail.url': {
      label: 'Serveur de courriel',
      hint: 'Son adresse, avec nom et mot de passe. Elle est chiffrée et ne sera plus jamais affichée.',
    },
    'mail.from': { label: 'Expéditeur', hint: 'Une adresse, précédée d’un nom si vous le voulez.' },
    'privacy.retentionDays': {
      label: 'Jours avant suppression',
      hint: 'Comptés depuis la fin d’une réunion. Vide\u202f: jusqu’à ce que quelqu’un supprime.',
    },
    'privacy.contact': { label: 'Adresse pour les questions', hint: 'Affichée là où l’on lit ce qui est gardé de soi.' },
    'parts.on': { label: 'Ce qui est activé', hint: 'Aussitôt, pour tout le monde.' },
    'words.refused': {
      label: 'Mots à refuser',
      hint: 'Un par ligne : un mot, ou quelques-uns. Toutes ses graphies sont refusées, mais pas à l’intérieur d’un autre mot. 500 au plus.',
    },
    'words.allowed': {
      label: 'Mots à laisser passer',
      hint: 'Un par ligne : des mots que le filtre refuserait et qui sont innocents ici, un nom par exemple. 500 au plus.',
    },
    'home.consoleLink': {
      label: 'Lien vers la console',
      hint: 'Dans l’en-tête des pages publiques. La console s’ouvre aussi sans lui.',
    },
    'home.consolePath': {
      label: 'Adresse de la console',
      hint: 'Le mot après la première barre oblique. Petites lettres, chiffres et traits d’union. Les anciens liens ne marchent plus.',
    },
    'home.mainEvent': {
      label: 'Événement principal',
      hint: 'Son nom court. Les adresses sans nom d’événement, comme /ptg.json et /ptg.ics, y mènent. Vide : le seul événement, s’il n’y en a qu’un.',
    },
  },
  parts: {
    live: { label: 'Public', hint: 'Réunions avec sondages et nuages de mots' },
    'event-day': { label: 'Jour J', hint: 'Ce qui se passe maintenant et ensuite' },
    community: { label: 'Communauté', hint: 'Billets et rôles' },
    campaigns: { label: 'Campagnes', hint: 'Primes et points' },
  },
  consents: {
    nth: (n) => `Consentement ${n}`,
    text: 'Texte',
    version: 'Version',
    versionHint: 'Par exemple 1, ou une date.',
    required: 'Sans cet accord, pas de compte',
    add: 'Ajouter un consentement',
    remove: 'Retirer',
    unfit: 'Il faut à chacun un texte et une version.',
  },
  form: {
    unfit: 'Cela ne convient pas. Regardez l’indication ci-dessus.',
    lines: (lines) => `Pas une adresse\u202f: ${lines}`,
    onePart: 'Une partie au moins doit être activée.',
    fixed: 'Défini dans la configuration, qui l’emporte.',
    notAllowed: 'Non permis par la configuration.',
    secretSet: 'Une valeur est définie. Saisissez-en une autre pour la remplacer.',
    secretNone: 'Aucune valeur n’est définie.',
    forget: 'L’oublier',
    forgotten: 'Elle sera oubliée à l’enregistrement.',
    keep: 'La garder finalement',
    save: 'Enregistrer',
    saved: 'Réglages enregistrés.',
    unchanged: 'Rien n’a été changé.',
    changes: (n) => counted(n, { one: '# changement non enregistré', other: '# changements non enregistrés' }),
    discard: 'Abandonner',
    moved: 'La console a changé d’adresse.',
    wrong: (n) => counted(n, { one: '# champ est à revoir.', other: '# champs sont à revoir.' }),
  },
  log: {
    title: 'Changements',
    text: 'Qui a changé quoi, du plus récent au plus ancien.',
    empty: 'Rien n’a encore été changé.',
    setting: 'Réglage',
    before: 'Avant',
    after: 'Après',
    by: 'Par',
    at: 'Quand',
    system: 'le système',
    undo: 'Annuler',
    undoOf: (name) => `Annuler le changement de\u202f: ${name}`,
    undone: 'Ce qui était là avant est de retour.',
    late: 'Cela a encore changé depuis.',
    more: 'Plus anciens',
    on: 'activé',
    off: 'désactivé',
    nothing: 'rien',
    secretSet: 'défini (non affiché)',
    secretNone: 'non défini',
    gone: 'un réglage d’une version antérieure',
  },
}
