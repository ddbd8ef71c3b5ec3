/** A style file is taken in by the bundler; it gives nothing. */
declare module '*.css'
