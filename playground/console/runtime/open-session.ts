/** Only this of the session room is loaded with the console: a bundler keeps all of a module that is imported as a whole. */
export { open } from '../../session/index.ts';
