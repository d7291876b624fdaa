/** What a stream that is written by hand has come to, read from its texts. */
import { attributeOf, describe, elementsOf, firstElement, textOf, type XmlElement } from '../../stanza/index.ts';
import type { Direction } from '../../stanza/types.ts';
import { fromBase64 } from './bytes.ts';
import { bind2, fast, type Sasl2Features, sasl2 } from './sasl2.ts';

export interface SaidText {
  readonly direction: Direction;
  readonly text: string;
}

export type Framing = 'client' | 'component' | 'websocket';

const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';
const bind = 'urn:ietf:params:xml:ns:xmpp-bind';
const sm = 'urn:xmpp:sm:3';

/** What the server offers (RFC 6120 section 4.3.2). */
export interface Features {
  /** SASL mechanisms (RFC 6120 section 6.3.3); empty once signed in. */
  readonly mechanisms: readonly string[];
  readonly sasl2: Sasl2Features;
  readonly bind: boolean;
  readonly sm: boolean;
  readonly starttls: boolean;
}

/** Where the conversation stands. */
export interface Stand {
  /** A stream header was sent, and no success since. */
  readonly isOpen: boolean;
  /** The id of the server's stream header. */
  readonly streamId: string | undefined;
  readonly features: Features | undefined;
  /** The exchange that is going on, or has just ended. */
  readonly exchange: Exchange | undefined;
  readonly isSignedIn: boolean;
  /** What was bound or resumed. */
  readonly bound: string | undefined;
  /** The server accepted a component's handshake. */
  readonly isComponent: boolean;
  /** Why the last try to sign in, or to resume, failed. */
  readonly refused: string | undefined;
  readonly hasEnded: boolean;
}

export interface Exchange {
  readonly mechanism: string;
  readonly isSasl2: boolean;
  /** What the client sent first, decoded. */
  readonly first: string;
  readonly challenge: string | undefined;
  readonly hasAnswered: boolean;
  /** What came with success, decoded. */
  readonly success: string | undefined;
}

const beginning: Stand = Object.freeze({
  isOpen: false,
  streamId: undefined,
  features: undefined,
  exchange: undefined,
  isSignedIn: false,
  bound: undefined,
  isComponent: false,
  refused: undefined,
  hasEnded: false,
});

/** @param isSignedIn the console has signed in by itself, and leaves the rest to the reader */
export function standOf(texts: readonly SaidText[], isSignedIn = false): Stand {
  const start = isSignedIn ? { ...beginning, isOpen: true, isSignedIn } : beginning;
  return texts.reduce<Stand>((stand, { direction, text }) => {
    const { kind } = describe(text);
    return direction === 'sent' ? afterSent(stand, text, kind) : afterReceived(stand, text, kind);
  }, start);
}

function afterSent(stand: Stand, text: string, kind: string): Stand {
  if (kind === 'stream-open') return { ...stand, isOpen: true, features: undefined };
  const element = firstElement(text);
  if (element === undefined || !isSasl(element)) return stand;
  if (element.local === 'auth' || element.local === 'authenticate') {
    const mechanism = attributeOf(element, 'mechanism') ?? '';
    const isSasl2 = element.namespace === sasl2;
    const first = isSasl2 ? childNamed(element, 'initial-response') : element;
    const exchange = {
      mechanism,
      isSasl2,
      first: first === undefined ? '' : decoded(first),
      challenge: undefined,
      hasAnswered: false,
      success: undefined,
    };
    return { ...stand, exchange, refused: undefined };
  }
  if (element.local === 'response' && stand.exchange) {
    return { ...stand, exchange: { ...stand.exchange, hasAnswered: true } };
  }
  return stand;
}

function afterReceived(stand: Stand, text: string, kind: string): Stand {
  if (kind === 'stream-open') return { ...stand, streamId: /\sid=["']([^"']*)/.exec(text)?.[1] };
  if (kind === 'stream-close' || kind === 'stream-error') return { ...stand, hasEnded: true };
  const element = firstElement(text);
  if (element === undefined) return stand;
  if (element.local === 'features') return { ...stand, features: featuresOf(element) };
  if (element.local === 'handshake') return { ...stand, isComponent: true };
  if (isSasl(element)) return afterSasl(stand, element);
  if (element.namespace === sm) {
    if (element.local === 'resumed') return { ...stand, bound: attributeOf(element, 'previd') ?? '' };
    if (element.local === 'failed') return { ...stand, refused: conditionOf(element) };
    return stand;
  }
  const answer = childOf(element, bind);
  const named = answer && childNamed(answer, 'jid');
  const jid = named && textOf(named);
  return jid && attributeOf(element, 'type') === 'result' ? { ...stand, bound: jid } : stand;
}

function afterSasl(stand: Stand, element: XmlElement): Stand {
  const { exchange } = stand;
  switch (element.local) {
    case 'challenge':
      return exchange ? { ...stand, exchange: { ...exchange, challenge: decoded(element) } } : stand;
    case 'success': {
      if (element.namespace === sasl2) return afterSasl2(stand, element);
      const signedIn = { ...stand, isSignedIn: true, isOpen: false, features: undefined };
      return exchange ? { ...signedIn, exchange: { ...exchange, success: decoded(element) } } : signedIn;
    }
    case 'failure':
      return { ...stand, exchange: undefined, refused: conditionOf(element) };
    default:
      return stand;
  }
}

/** The stream goes on without a new beginning, and with Bind 2 it has a resource already (XEP-0388 section 2.6, XEP-0386). */
function afterSasl2(stand: Stand, element: XmlElement): Stand {
  const data = childNamed(element, 'additional-data');
  const address = childNamed(element, 'authorization-identifier');
  return {
    ...stand,
    isSignedIn: true,
    features: undefined,
    exchange: stand.exchange && { ...stand.exchange, success: data === undefined ? '' : decoded(data) },
    bound: childOf(element, bind2) && address ? textOf(address) : stand.bound,
  };
}

function isSasl({ namespace }: XmlElement): boolean {
  return namespace === sasl || namespace === sasl2;
}

function featuresOf(features: XmlElement): Features {
  return {
    mechanisms: mechanismsIn(childOf(features, sasl)),
    sasl2: sasl2Of(features),
    bind: childOf(features, bind) !== undefined,
    sm: childOf(features, sm) !== undefined,
    starttls: childOf(features, 'urn:ietf:params:xml:ns:xmpp-tls') !== undefined,
  };
}

function sasl2Of(features: XmlElement): Sasl2Features {
  const authentication = childOf(features, sasl2);
  const inline = authentication && childNamed(authentication, 'inline');
  return {
    mechanisms: mechanismsIn(authentication),
    bind: inline !== undefined && childOf(inline, bind2) !== undefined,
    fast: mechanismsIn(inline && childOf(inline, fast)),
  };
}

function mechanismsIn(list: XmlElement | undefined): readonly string[] {
  return list === undefined
    ? []
    : elementsOf(list).flatMap((child) => (child.local === 'mechanism' ? textOf(child) : []));
}

function childOf(element: XmlElement, namespace: string): XmlElement | undefined {
  return elementsOf(element).find((child) => child.namespace === namespace);
}

function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return elementsOf(element).find(({ local }) => local === name);
}

function conditionOf(element: XmlElement): string {
  return elementsOf(element)[0]?.local ?? 'no reason given';
}

function decoded(element: XmlElement): string {
  return new TextDecoder().decode(fromBase64(textOf(element)) ?? new Uint8Array());
}
