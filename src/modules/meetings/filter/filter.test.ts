import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openFilter } from './index.ts'

const all = openFilter(['en', 'fr', 'tr'])

describe('words that are shown', () => {
  const innocent = {
    en: [
      ...[
        'Scunthorpe',
        'assess',
        'assassin',
        'class',
        'glass hole',
        'pass holes',
        'cockpit',
        'peacock',
        'title',
        'analysis',
        'therapist',
      ],
      ...['cucumber', 'Dickens', 'shiitake', 'Essex', 'Sussex', 'grape', 'drape', 'willow', 'laugh'],
      ...[
        'a bite',
        'love bites',
        'document',
        'circumstance',
        'push it',
        'what a hit!',
        'got it',
        'pic of the day',
        'am',
        'is it 455?',
        '455',
        'ok!!!',
        'Nigeria',
      ],
      ...[
        'mass',
        'assistance',
        'compass',
        'embarrass',
        'button',
        'butter',
        'canal',
        'basement',
        'hello',
        'bass',
        'buttress',
        'Hancock',
        'matsushita',
      ],
    ],
    fr: [
      ...[
        'concombre',
        'connecter',
        'connaissance',
        'députée',
        'réputation',
        'dispute',
        'computer',
        'salopette',
        'Dominique',
        'unique',
        'technique',
      ],
      ...[
        'communiqué',
        'cul-de-sac',
        'culotte',
        'conclusion',
        'bitume',
        'habite',
        'arbitre',
        'pédestre',
        'pédagogie',
        'ouille',
        'citrouille',
        'bouillon',
      ],
      ...[
        'négocier',
        'Montenegro',
        'merdeka',
        'vie',
        'chiffre',
        'fichier',
        'rancher',
        'panique',
        'le camp',
        'tapis',
        'abâtardi',
        'melon',
      ],
    ],
    tr: [
      ...[
        'sikke',
        'sıkı',
        'sıkıntı',
        'sikayet',
        'şikayet',
        'sıkışma',
        'sikisma',
        'götürmek',
        'götürdü',
        'götürü',
        'pic',
        'piknik',
        'pişmiş',
      ],
      ...[
        'amca',
        'ama',
        'ambar',
        'amaç',
        'aminoasit',
        'yararak',
        'yaratıcı',
        'taşımak',
        'taş',
        'kahve',
        'ibre',
        'gövde',
        'göz',
        'puset',
        'ata',
        'şeref',
      ],
      ...[
        'boks',
        'bokser',
        'tan',
        'klasik',
        'müsik',
        'müzik',
        'fizik',
        'klasikler',
        'sikloid',
        'trafik',
        'analiz',
        'sığır',
        'sınıf',
        'okul',
      ],
    ],
    other: ['日本', 'привет', 'кот', 'مرحبا', '🎉', 'über', 'γειά', 'M. A. S. H.', 'R2 D2', 'C++', '100%', 'e-mail'],
  }
  for (const [language, texts] of Object.entries(innocent))
    for (const text of texts) test(`${language}: “${text}”`, () => assert.equal(all(text, 'words'), true))
})

describe('words that are refused', () => {
  const refused = {
    en: [
      ...[
        'fuck',
        'FUCK',
        'fuuuuck',
        'f u c k',
        'f.u.c.k',
        'f-u-c-k you',
        'ｆｕｃｋ',
        'fück',
        'fu\u200bck',
        'sh1t',
        '$hit',
        'bullsh1t',
        'a$$hole',
      ],
      ...[
        'assholes',
        'what the fuck',
        'nigger',
        'n1gga',
        'b!tch',
        'bitches',
        'cunt',
        'fuсk',
        'Nazi',
        'h1tler',
        'whore',
        'you motherfucker',
      ],
    ],
    fr: [
      ...[
        'merde',
        'M3RDE',
        'm e r d e',
        'pute',
        'putain !',
        'fils de pute',
        'salope',
        's4lope',
        'enculé',
        'ENCULÉ',
        'encule\u0301',
        'connard',
        'c0nnard',
      ],
      ...[
        'va te faire foutre',
        'ta gueule',
        'pédé',
        'bâtard',
        'nique ta mère',
        'couilles',
        'négro',
        'bougnoule',
        'trou du cul',
        'pétasse',
        'mеrde',
      ],
    ],
    tr: [
      ...[
        'orospu',
        'OROSPU',
        'orospu çocuğu',
        'o r o s p u',
        '0r0spu',
        'siktir',
        'SİKTİR',
        'siktir git',
        's1ktir',
        'sikerim',
        'amına koyayım',
        'amina koyim',
        'amk',
      ],
      ...[
        'göt',
        'GÖT',
        'götveren',
        'gotveren',
        'piç',
        'PİÇ',
        'piçler',
        'ibne',
        'yarrak',
        'pezevenk',
        'kahpe',
        'yavşak',
        'şerefsiz',
        'amcık',
        'ｓｉｋｔｉｒ',
      ],
    ],
  }
  for (const [language, texts] of Object.entries(refused))
    for (const text of texts) test(`${language}: “${text}”`, () => assert.equal(all(text, 'words'), false))
})

test('a language that is not asked for is not looked through', () => {
  const english = openFilter(['en'])
  assert.equal(english('merde', 'words'), true)
  assert.equal(english('siktir', 'words'), true)
  assert.equal(english('shit', 'words'), false)
  assert.equal(openFilter([])('shit', 'words'), true)
})

describe('lists of one’s own', () => {
  const filter = openFilter(['en', 'fr', 'tr'], { refused: ['Acme', 'rival corp', 'élan (x)'], allowed: ['merde', 'Dick'] })
  for (const text of ['acme', 'ACME!', 'a c m e', '4cme', 'we love Acme', 'Rival Corp', 'Élan (x)'])
    test(`“${text}” is refused`, () => assert.equal(filter(text, 'words'), false))
  for (const text of ['acmeist', 'rival', 'corp', 'merde', 'MERDE !', 'Dick'])
    test(`“${text}” is let through`, () => assert.equal(filter(text, 'words'), true))
  test('what is let through hides nothing beside it', () => assert.equal(filter('merde putain', 'words'), false))
})
