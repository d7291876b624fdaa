/** The door of the console room for pages; the console itself is Playground.svelte, beside this file. */
export { startEarly } from './runtime/early.ts';
