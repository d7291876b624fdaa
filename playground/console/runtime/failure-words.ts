import { mechanismSettings, originSettings } from '../../session/reach/settings-words.ts';
import type { SessionStatus } from '../../session/types.ts';
import { describe, elementsOf, firstElement, textOf } from '../../stanza/index.ts';
import { visibleParts } from '../state/hidden-characters.ts';

type Failed = Extract<SessionStatus, { state: 'failed' }>;

/**
 * What a connection to the reader's own server died of. The session says it for what servers do; for what none should do it has only the
 * words of a library ("Cannot read properties of null"), and what came last tells more.
 * @param last the text that the server sent last, if it sent any
 */
export function inPlainWords(failed: Failed, jid: string, url: string, last: string | undefined): Failed {
  const plain = wordsFor(failed, jid, url, last) ?? failed.plain;
  return { ...failed, plain: visible(plain) };
}

/** A server's own words may turn round the sentence in which they stand: what cannot be seen is said by its number. */
function visible(plain: string): string {
  return visibleParts(plain)
    .map(({ text, code }) => (code === undefined ? text : `[${code}]`))
    .join('');
}

function wordsFor({ plain, condition }: Failed, jid: string, url: string, last = ''): string | undefined {
  if (plain.startsWith(`No WebSocket connection to ${url} could be made.`)) return unreachable(url);
  if (condition?.startsWith('SASL: ')) return withoutMechanism(last);
  if (condition === 'see-other-host') return elsewhere(last);
  if (plain.startsWith(`The connection to ${url} failed: `)) {
    if (plain.includes('[object Blob]'))
      return `The server at ${url} sent a binary frame. XMPP over WebSocket has only text frames (RFC 7395, section 3.2).`;
    return last === '' ? undefined : unreadable(jid, url, last);
  }
  if (plain.startsWith(`${url} did not answer in time.`) && last !== '')
    return `The server at ${url} answered, but not with what XMPP has at that point. The transcript shows what it sent last. Check that an XMPP server listens there.`;
  return undefined;
}

/** The session names the settings of one server only. */
function unreachable(url: string): string {
  const certificate = url.startsWith('wss:') ? ', that this browser trusts its certificate' : '';
  return `No WebSocket connection to ${url} could be made. Check that the address is right, that the server is running${certificate}, and that it lets this page connect. ${originSettings}`;
}

function unreadable(jid: string, url: string, last: string): string {
  const name = /^<([\w:-]+)/.exec(last.trim())?.[1];
  if (name === 'challenge' || name === 'success')
    return `The server’s <${name}/> could not be read: what is in it is not base64 (RFC 6120, section 6.4). ${jid} was not signed in.`;
  if (name === 'failure')
    return `The server refused to sign in ${jid} and did not say why: its <failure/> has no condition. Its log may say more.`;
  if (describe(last).kind === 'stream-error')
    return 'The server ended the stream and did not say why: its stream error has no condition. Its log may say more.';
  return `The server at ${url} sent something that is not XMPP as RFC 6120 and RFC 7395 have it, so the connection was ended. It is the last text that came; the transcript shows it.`;
}

function withoutMechanism(features: string): string {
  const known = 'It knows SCRAM-SHA-512, SCRAM-SHA-256, SCRAM-SHA-1, PLAIN and ANONYMOUS.';
  const element = firstElement(features);
  const list = element && elementsOf(element).find(({ local }) => local === 'mechanisms');
  const offered = list === undefined ? [] : elementsOf(list).map((each) => textOf(each).trim());
  return offered.length === 0
    ? `The server offers no mechanism to sign in with. ${mechanismSettings}`
    : `The server offers no mechanism that this console knows, only ${offered.join(', ')}. ${known}`;
}

function elsewhere(last: string): string {
  const element = firstElement(last);
  const named = element && elementsOf(element).find(({ local }) => local === 'see-other-host');
  const address = named === undefined ? '' : textOf(named).trim();
  const which = address === '' ? 'but does not say which' : `“${address}”`;
  return `The server names another server that this account should go to (see-other-host), ${which}. The console does not go there by itself, because it would sign in there. If you trust that address, connect to it.`;
}
