/**
 * The eight answer marks: shape, letter and colour always go together, so that none of them is needed alone.
 * Paths are drawn in a box of 40 by 40; `letterY` is where the letter's baseline sits, for the eye's middle of the shape is not the box's.
 */
export interface AnswerMark {
  letter: string
  /** The suffix of the colour tokens, `--answer-a` and `--on-answer-a`. */
  token: string
  path: string
  letterY: number
}

const paths: readonly (readonly [path: string, letterY: number])[] = [
  ['M20 2a18 18 0 1 1 0 36a18 18 0 1 1 0-36z', 26.2],
  ['M7 4h26a3 3 0 0 1 3 3v26a3 3 0 0 1-3 3H7a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z', 26.2],
  ['M17.9 3.6a2.4 2.4 0 0 1 4.2 0l16.6 30.2a2.4 2.4 0 0 1-2.1 3.6H3.4a2.4 2.4 0 0 1-2.1-3.6z', 32],
  [
    'M18.1 1.9a2.7 2.7 0 0 1 3.8 0l16.2 16.2a2.7 2.7 0 0 1 0 3.8L21.9 38.1a2.7 2.7 0 0 1-3.8 0L1.9 21.9a2.7 2.7 0 0 1 0-3.8z',
    26.2,
  ],
  [
    'M18.4 2.1a2.7 2.7 0 0 1 3.2 0l16 11.6a2.7 2.7 0 0 1 1 3l-6.1 18.9a2.7 2.7 0 0 1-2.6 1.9H10.1a2.7 2.7 0 0 1-2.6-1.9L1.4 16.7a2.7 2.7 0 0 1 1-3z',
    27.6,
  ],
  [
    'M18.3 2a1.9 1.9 0 0 1 3.4 0l5 10.1l11.2 1.6a1.9 1.9 0 0 1 1 3.2l-8.1 7.9l1.9 11.1a1.9 1.9 0 0 1-2.7 2L20 32.6l-10 5.3a1.9 1.9 0 0 1-2.7-2l1.9-11.1l-8.1-7.9a1.9 1.9 0 0 1 1-3.2l11.2-1.6z',
    26.8,
  ],
  [
    'M18.6 1.6a2.8 2.8 0 0 1 2.8 0l14.2 8.2a2.8 2.8 0 0 1 1.4 2.4v15.6a2.8 2.8 0 0 1-1.4 2.4l-14.2 8.2a2.8 2.8 0 0 1-2.8 0L4.4 30.2A2.8 2.8 0 0 1 3 27.8V12.2a2.8 2.8 0 0 1 1.4-2.4z',
    26.2,
  ],
  [
    'M14 2h12a2 2 0 0 1 2 2v8h8a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-8v8a2 2 0 0 1-2 2H14a2 2 0 0 1-2-2v-8H4a2 2 0 0 1-2-2V14a2 2 0 0 1 2-2h8V4a2 2 0 0 1 2-2z',
    26.2,
  ],
]

/** The mark of the n-th answer, counted from 0. After the eighth the shapes begin again while the letters go on. */
export function answerMark(index: number): AnswerMark {
  const turn = index % paths.length
  const [path, letterY] = paths[turn] ?? ['', 0]
  return { letter: String.fromCharCode(65 + (index % 26)), token: String.fromCharCode(97 + turn), path, letterY }
}
