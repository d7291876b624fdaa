/** The door of the session room: one account's connection to a server, in a tab or in Node. */
export { open } from './open.ts';
export * from './recipe/index.ts';
export type * from './types.ts';
