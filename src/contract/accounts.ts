/** What user names and passwords may be, without a schema library, so that a form says at once what the server would say later. */
export const USER_NAME_CHARS_MAX = 25
export const PASSWORD_CHARS_MIN = 8
export const PASSWORD_CHARS_MAX = 128
export const LOGIN_CHARS_MAX = 254
export const CODE_OF_MAIL_CHARS_MAX = 100

/** Letters, digits, dots, hyphens, underscores, and single blanks inside. No `@`, so that a user name is never taken for an address. */
export const isUserName = (text: string): boolean =>
  [...text].length <= USER_NAME_CHARS_MAX && /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}._-]*(?: [\p{L}\p{M}\p{N}._-]+)*$/u.test(text)

/** The same for names that differ in case alone, in Turkish too: I, ı, İ and i are one letter here. */
export const userNameKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\u0307/g, '')

export type PasswordFault = 'short' | 'digits' | 'common' | 'name'

/**
 * What is wrong with a password, null when nothing is. `names` are the user name and the address of whoever wants it. It is measured without
 * what people add to make a common one pass: digits and signs around it, digits for letters, the same piece over and over.
 */
export function passwordFault(password: string, names: readonly string[]): PasswordFault | null {
  const letters = [...password.normalize('NFKC')]
  if (letters.length < PASSWORD_CHARS_MIN) return 'short'
  if (letters.every((sign) => /[\p{N}\p{P}\p{Z}]/u.test(sign))) return 'digits'
  const forms = formsOf(password)
  if (forms.some((form) => isCommon(form))) return 'common'
  return forms.some((form) => names.flatMap(partsOf).some((name) => isLike(form, name))) ? 'name' : null
}

const NAME_CHARS_MIN = 4
const leet: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  8: 'b',
  $: 's',
  '@': 'a',
  '!': 'i',
}

/** As it is in small letters; with digits read as letters; each of these also without what stands around its letters. */
function formsOf(password: string): string[] {
  const small = userNameKey(password)
  const read = (text: string) => text.replace(/[0134578$@!]/g, (sign) => leet[sign] ?? sign)
  const bare = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  return [...new Set([small, read(small), bare(small), read(bare(small)), read(small).replace(/[^\p{L}]+/gu, '')])]
}

/** The name itself, and the part of an address before its `@`. */
const partsOf = (name: string): string[] => [name, name.split('@')[0] ?? ''].map(userNameKey)

/** The one is nearly all of the other. */
function isLike(form: string, name: string): boolean {
  if (name.length < NAME_CHARS_MIN || form.length < NAME_CHARS_MIN) return form === name
  return (form.includes(name) && form.length < name.length + PASSWORD_CHARS_MIN) || name.includes(form)
}

function isCommon(form: string): boolean {
  if (form.length < 3) return true
  if (common.has(form) || new Set(form).size <= 3) return true
  const piece = /^(.{1,6}?)\1+$/u.exec(form)?.[1]
  if (piece !== undefined && (piece.length < NAME_CHARS_MIN || common.has(piece))) return true
  return runs.some((run) => run.includes(form) || [...run].reverse().join('').includes(form)) || isOfTwoCommon(form)
}

/** `letmein` and `please`, in a row. */
const isOfTwoCommon = (form: string): boolean =>
  Array.from({ length: form.length - 1 }, (_, i) => i + 1).some(
    (at) => common.has(form.slice(0, at)) && common.has(form.slice(at)),
  )

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'azertyuiop', 'qsdfghjklm', 'wxcvbn', 'qwertzuiop', 'yxcvbnm']
const columns = [
  '1qaz2wsx3edc4rfv5tgb6yhn',
  'qazwsxedcrfvtgbyhnujmikolp',
  'q1w2e3r4t5y6u7i8o9p0',
  '1q2w3e4r5t6y7u8i9o0p',
  'a1b2c3d4e5f6g7h8',
]
const runs = [...rows, rows.slice(0, 3).join(''), ...columns, 'abcdefghijklmnopqrstuvwxyz', '01234567890123456789']

/** Words that people take for a secret, in the languages spoken here; each stands for all its forms with digits and signs. */
const common: ReadonlySet<string> = new Set(
  `password passwort passw pass passwd pasword parola sifre sifrem motdepasse mdp secret secrets geheim wachtwoord contrasena senha
  admin administrator administrateur root user username login signin welcome willkommen bienvenue bonjour hosgeldiniz merhaba selam hello hallo hola
  letmein let me in open sesame opensesame access master shadow hunter ninja dragon monkey monster tiger lion eagle falcon
  iloveyou love lovely loveme jetaime jtaime seniseviyorum askim canim hayatim bebegim chouchou doudou loulou coucou chocolat soleil
  princess princesse prenses prince angel melek sunshine flower flowers butterfly babygirl baby sweety honey sugar cookie chocolate
  football futbol soccer baseball basketball hockey golf tennis rugby superman batman spiderman pokemon starwars naruto minecraft fortnite
  galatasaray fenerbahce besiktas trabzonspor barcelona realmadrid liverpool chelsea arsenal juventus marseille paris london istanbul ankara izmir turkiye turkey france
  qwerty qwertz azerty asdf asdfgh zxcvbn qazwsx abc abcd abcdef abcabc xyz test tester testing tests demo example sample changeme change temp temporary default guest
  computer internet google facebook samsung iphone android windows linux apple microsoft server system network database
  michael jordan daniel jessica ashley andrew thomas robert matthew joshua jennifer nicole charlie george maggie buster harley ginger pepper
  mehmet ahmet mustafa fatma ayse emine hatice zeynep yusuf murat hasan huseyin ibrahim ismail camille nicolas julien marie isabelle
  summer winter spring autumn sommer ete hiver printemps automne yaz kis ilkbahar sonbahar monday friday january december
  trustno trustnoone whatever freedom liberty killer cheese banana orange coffee pizza bailey jasmine mustang ferrari porsche mercedes corvette
  matrix phoenix thunder silver golden purple yellow black white rainbow diamond crystal please thanks merci tesekkurler nothing something anything
  plenary organizer organizateur organizator moderator event meeting conference speaker`.split(/\s+/),
)
