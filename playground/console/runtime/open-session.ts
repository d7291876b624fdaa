import Connection from '@xmpp/connection';

/**
 * xmpp.js goes to whatever address a server names in `<see-other-host/>` (RFC 6120 section 4.9.3.19) and signs in there: with the reader's
 * password, at a server that the reader never named. Here it is a stream error as the others are, and the reader decides.
 */
Object.assign(Connection.prototype, {
  _onSeeOtherHost(this: Connection, error: Error) {
    this.emit('error', error);
  },
});

/** Only this of the session room is loaded with the console: a bundler keeps all of a module that is imported as a whole. */
export { open } from '../../session/index.ts';
export { inPlainWords } from './failure-words.ts';
