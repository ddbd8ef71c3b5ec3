/**
 * A text without its case, the same whoever typed it. `I` is the large form of `i`, and in Turkish of `ı`; `İ` is that of `i` there. The languages
 * of a hall are not known, so these four are one letter here: else `IŞIK` and `ışık`, or `İstanbul` and `istanbul`, would be two words.
 */
export const caseless = (text: string): string => text.toLocaleLowerCase('en').replace(/[iı]\u0307*/gu, 'i')
