/** The door of the lesson room: what a page means. Pure, text in, data out. For Node; `personal.ts` is its door for browsers. */
export { type Frontmatter, type PageData, pageSchema } from './frontmatter.ts';
export { hashOf } from './hash.ts';
export { type DiffLine, escapeOutput, matchOutput, type OutputMatch, updateOutput } from './output.ts';
export { read, slugOf } from './read.ts';
export { screenLines, stripTerminal } from './terminal.ts';
export type * from './types.ts';
