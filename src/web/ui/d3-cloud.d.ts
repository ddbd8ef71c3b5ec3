/** What we use of d3-cloud, which brings no types. */
declare module 'd3-cloud' {
  interface Placing<W> {
    canvas(make: () => HTMLCanvasElement): this
    size(widthHeight: [number, number]): this
    words(words: W[]): this
    font(family: string): this
    fontWeight(of: (word: W) => number): this
    fontSize(of: (word: W) => number): this
    rotate(degrees: number): this
    padding(pixels: number): this
    spiral(name: 'archimedean' | 'rectangular'): this
    random(between: () => number): this
    on(when: 'end', hear: (placed: W[]) => void): this
    start(): this
  }
  function place<W>(): Placing<W>
  export = place
}
