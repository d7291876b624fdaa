/** What a stream error came of: the text that was sent before it, by hand or in a log. */
import { elementsOf, firstElement, textOf, type XmlElement } from '../../stanza/index.ts';
import type { Entry, TextEntry } from './entry.ts';
import type { Journal } from './journal.ts';

export interface Cause {
  /** The row of what was sent. */
  readonly id: number;
  readonly summary: string;
  /** What was sent, where the explanation of the error may count on it. */
  readonly request?: string;
  /** What to do instead, where this console knows it. */
  readonly advice?: string;
}

/** Conditions that are about the server or the network, whatever was sent (RFC 6120 section 4.9.3). */
const othersFault: ReadonlySet<string> = new Set([
  'conflict',
  'connection-timeout',
  'host-gone',
  'remote-connection-failed',
  'reset',
  'see-other-host',
  'system-shutdown',
]);

/** Rows in front of an error that are looked at. */
const most = 5_000;

const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';
const sasl2 = 'urn:xmpp:sasl:2';

/**
 * @returns undefined when the error is nobody's, or nothing was sent on this stream by hand; in a log, nothing at all
 */
export function causeOf(error: TextEntry, journal: Pick<Journal, 'entry'>): Cause | undefined {
  if (error.direction !== 'received' || error.description.kind !== 'stream-error') return undefined;
  if (othersFault.has(conditionOf(error.text))) return undefined;
  let sent: TextEntry | undefined;
  let isSignedIn = false;
  for (const entry of before(journal, error.id)) {
    if (entry.kind === 'happening') {
      const { happening } = entry;
      if (!('account' in happening) || happening.account !== error.account) continue;
      if (happening.kind === 'signed-in') isSignedIn = true;
      if (happening.kind === 'stream-ended' || happening.kind === 'sign-in-failed') break;
      continue;
    }
    if (entry.account !== error.account) continue;
    const { kind, summary } = entry.description;
    if (kind === 'stream-error' || kind === 'stream-close') break;
    const isOfSomebody = entry.byHand || entry.untold !== undefined;
    if (entry.direction === 'sent' && isOfSomebody && sent === undefined) sent = entry;
    if (entry.direction === 'received' && kind === 'sasl' && summary.startsWith('sasl success')) isSignedIn = true;
    if (entry.direction !== 'received' || kind !== 'stream-features') continue;
    // The features before signing in are the first ones of the connection: they say how one signs in.
    const offer = offerIn(entry.text);
    if (offer !== undefined) return sent && causeWith(sent, isSignedIn, offer);
  }
  return sent && causeWith(sent, isSignedIn, undefined);
}

/** The entries in front of this one, the nearest first. */
function* before(journal: Pick<Journal, 'entry'>, id: number): Generator<Entry> {
  for (let at = id - 1; at >= id - most; at -= 1) {
    const entry = journal.entry(at);
    if (entry === undefined) return;
    yield entry;
  }
}

function causeWith(sent: TextEntry, isSignedIn: boolean, offer: Offer | undefined): Cause {
  const { id, text, account, description, untold } = sent;
  const cause = { id, summary: description.summary };
  const element = firstElement(text);
  const isSasl = element !== undefined && (element.namespace === sasl || element.namespace === sasl2);
  if (!isSasl) return { ...cause, request: text };
  const offered = offer === undefined ? '' : ` ${wordsOf(offer)}`;
  // What this console offers helps nobody who reads a log.
  if (untold !== undefined) return isSignedIn ? { ...cause, request: text } : cause;
  if (isSignedIn) {
    const advice = `${account} is signed in already, and SASL belongs before that. To sign in by hand, choose “Add a connection”: “A stranger” stops before signing in, “A stream by hand” before the first byte.${offered}`;
    return { ...cause, request: text, advice };
  }
  return offer === undefined ? cause : { ...cause, advice: offered.trim() };
}

/** How a server lets people sign in, as it said itself. */
interface Offer {
  readonly mechanisms: readonly string[];
  readonly hasSasl2: boolean;
}

/** Undefined for features that come after signing in. */
function offerIn(features: string): Offer | undefined {
  const children = childrenOf(features);
  const old = children.find(({ local, namespace }) => local === 'mechanisms' && namespace === sasl);
  const hasSasl2 = children.some(({ local, namespace }) => local === 'authentication' && namespace === sasl2);
  if (old === undefined && !hasSasl2) return undefined;
  const mechanisms = old === undefined ? [] : elementsOf(old).filter(({ local }) => local === 'mechanism');
  return { mechanisms: mechanisms.map((mechanism) => textOf(mechanism).trim()), hasSasl2 };
}

function childrenOf(text: string): readonly XmlElement[] {
  const root = firstElement(text);
  return root === undefined ? [] : elementsOf(root);
}

function wordsOf({ mechanisms, hasSasl2 }: Offer): string {
  if (hasSasl2) return 'This server offers SASL2 (authenticate) before signing in.';
  return `This server offers no SASL2: before signing in it takes auth (RFC 6120) with ${mechanisms.join(', ')}.`;
}

function conditionOf(text: string): string {
  const streams = 'urn:ietf:params:xml:ns:xmpp-streams';
  return childrenOf(text).find(({ namespace, local }) => namespace === streams && local !== 'text')?.local ?? '';
}
