import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { languages } from '../../words/languages.ts'
import { namesWords } from '../../words/names/all.ts'
import { isFit } from './names.ts'

describe('a name on the big screen', () => {
  const ordinary = [
    ...['Scunthorpe', 'Cockburn', 'Dickens', 'Bitena', 'Putamen', 'Essex', 'Sussex', 'Hancock', 'Assange', 'Cassandra'],
    ...['Matsushita', 'Shiitake', 'Peacock', 'Arsenal', 'Analise', 'Penistone', 'Lightwater', 'Clitheroe', 'Niger', 'Nigeria'],
    ...['Montenegro', 'Negroni', 'Merdeka', 'Niquet', 'Dominique', 'Véronique', 'Bittencourt', 'Députée', 'Reputation', 'Fuchs'],
    ...['Cummings', 'Semenov', 'Raper', 'Therapist', 'Sexton', 'Shittu', 'Focke', 'Fukuda', 'Cuntz', 'Van Dyke', 'Fagan'],
    ...[
      'Salopek',
      'Conard',
      'Ada 455',
      'Team 7',
      '455',
      'M. A. S. H.',
      '李小龙',
      'محمد',
      'Ада',
      '🦊',
      '👩‍🚀 Ada',
      "O'Neill",
      'R2 D2',
    ],
  ]
  for (const name of ordinary) test(`${name} is an ordinary name`, () => assert.equal(isFit(name), true))

  const unfit = [
    ...[
      'fuck',
      'FUCK you',
      'F u c k',
      'f.u.c.k',
      'fuuuck',
      'fück',
      'ｆｕｃｋ',
      'f\u200bu\u200bck',
      'fu\u200dck',
      'shit',
      'bitch',
      'cunt',
    ],
    ...['n1gger', 'niggggger', 'asshole', '4sshole', 'faggot', 'whore', 'Nazi', 'h1tler', 'motherfucker'],
    ...[
      'pute',
      'PUTES',
      'p u t e',
      'sale pute',
      'fils de pute',
      'salope',
      's4lope',
      'enculé',
      'Encule',
      'encule\u0301',
      'connard',
    ],
    ...['C0nnards', 'merde', 'nique ta mère', 'pédé', 'PÉDÉ', 'pédé!', 'bougnoule', 'négro', 'bâtard', 'grosse bite', 'putain'],
  ]
  for (const name of unfit) test(`“${name}” is not shown`, () => assert.equal(isFit(name), false))

  for (const [what, name] of [
    ['nothing', ''],
    ['blanks', ' \t '],
    ['zero-width signs', '\u200b\u200d\u2060'],
    ['letters that draw nothing', '\u3164\u2800\u115f'],
    ['control characters', '\u0000\u0007'],
  ] as const)
    test(`LK-25: a name of ${what} is empty`, () => assert.equal(isFit(name), false))
})

for (const { tag } of languages)
  test(`VN-109: every friendly name that is offered in ${tag} may be shown`, async () => {
    const { first, second, join } = await namesWords[tag]()
    const unfit = first.flatMap((one) => second.map((other) => join(one, other)).filter((name) => !isFit(name)))
    assert.deepEqual(unfit, [])
  })
