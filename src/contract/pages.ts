/** What a home page's fields may be, without a schema library; lengths are in `limits.ts`. */

/** The home page itself. Further pages have names of their own. */
export const FIRST_PAGE = 'index'
export const isPageId = (text: string): boolean => /^[a-z0-9][a-z0-9-]{0,14}$/.test(text)

/** Where a button may lead: into the web, or to a page of this instance. */
export const isLink = (text: string): boolean =>
  /^\/(?!\/)[^\s\\]*$/u.test(text) || (/^https?:\/\/[^\s\\]+$/iu.test(text) && URL.canParse(text))
/** Pictures elsewhere come over TLS, or a browser on a page with TLS would not show them. */
export const isPictureAddress = (text: string): boolean => /^https:\/\/[^\s\\"'()]+$/iu.test(text) && URL.canParse(text)
/** Where an uploaded picture is shown from. */
export const picturePath = (id: string): string => `/pictures/${id}`
