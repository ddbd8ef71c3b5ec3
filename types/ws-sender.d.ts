import type {} from 'ws'

declare module 'ws' {
  /** What ws writes frames with; exported by the package, missing in its types. */
  export const Sender: {
    frame(data: Buffer, options: { fin: boolean; opcode: number; mask: boolean; readOnly: boolean; rsv1: boolean }): Buffer[]
  }
}
