import { anyone, but, type Case, hasSignIn, one, self } from './matrix-rows.ts'

/** The cases about what is kept of people. Whoever is deleted is somebody made for it: see `leaving` in the matrix. */
export const ofPrivacy: Case[] = [
  one('privacy', anyone),
  one('myData', self),
  one('myConsents', self),
  one('giveConsent', but(self, 'conflict'), () => ({ params: { consent: 'terms' }, body: { version: '1' } }), 'nobody asks for'),
  one('withdrawConsent', but(self, 'not-found'), () => ({ params: { consent: 'terms' } }), 'never given'),
  one('requestDeletion', self, () => ({ body: { sure: true } })),
  one('confirmDeletion', but(hasSignIn, 'code-wrong'), () => ({ body: { code: 'x'.repeat(43) } }), 'with a code that is none'),
]
