/** The door of the lesson room: what a page means. Pure, text in, data out. For Node; `personal.ts` is its door for browsers. */
export { type Frontmatter, type PageData, pageSchema } from './frontmatter.ts';
export { hashOf } from './hash.ts';
export { read, slugOf } from './read.ts';
export type * from './types.ts';
