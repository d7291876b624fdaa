/** The first words with a server over WebSocket (RFC 7395 section 3.4): what it offers before anybody signs in. */
import {
  attributeOf,
  describe,
  elementsOf,
  escapeAttribute,
  firstElement,
  textOf,
  type XmlElement,
} from '../../stanza/index.ts';

export type Greeting =
  /** The server's first stream features, with the SASL mechanisms in them, and for which domain it speaks, '' when it does not say. */
  | {
      readonly kind: 'features';
      readonly mechanisms: readonly string[];
      readonly starttls: boolean;
      readonly from: string;
    }
  /** It ended the stream: the condition and the text of its stream error (RFC 6120 section 4.9), '' when it gave none. */
  | { readonly kind: 'refused'; readonly condition: string; readonly said: string }
  /** A WebSocket opened, and what came over it is not XMPP, or nothing came. */
  | { readonly kind: 'not-xmpp' }
  /** No WebSocket could be opened. A page is not told why. */
  | { readonly kind: 'closed' };

/** Milliseconds for a connection that is refused or that nobody answers. */
const patience = 4_000;

/** Opens a WebSocket, greets the domain, reads the features and closes. Signs nobody in. Never rejects. */
export function greet(url: string, domain: string): Promise<Greeting> {
  return new Promise((resolve) => {
    let isOpen = false;
    let from = '';
    let socket: WebSocket;
    const settle = (greeting: Greeting): void => {
      clearTimeout(timer);
      resolve(greeting);
      socket?.close();
    };
    const timer = setTimeout(() => settle({ kind: isOpen ? 'not-xmpp' : 'closed' }), patience);
    try {
      socket = new WebSocket(url, 'xmpp');
    } catch {
      // Browsers throw for ws:// on a page that came over https.
      settle({ kind: 'closed' });
      return;
    }
    socket.onopen = () => {
      isOpen = true;
      socket.send(`<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="${escapeAttribute(domain)}" version="1.0"/>`);
    };
    socket.onmessage = ({ data }) => {
      const text = String(data);
      if (describe(text).kind === 'stream-open') from = senderOf(text);
      const greeting = read(text, from);
      if (greeting !== undefined) settle(greeting);
    };
    socket.onclose = () => settle({ kind: isOpen ? 'not-xmpp' : 'closed' });
  });
}

/** What one frame says; undefined for one after which more comes. */
function read(text: string, from: string): Greeting | undefined {
  const { kind, condition = '' } = describe(text);
  if (kind === 'stream-open') return undefined;
  if (kind === 'stream-close') return { kind: 'refused', condition: '', said: '' };
  const features = firstElement(text);
  if (kind === 'stream-error' && features !== undefined) {
    const said = childOf(features, 'text');
    return { kind: 'refused', condition, said: said === undefined ? '' : textOf(said).trim() };
  }
  if (kind !== 'stream-features' || features === undefined) return { kind: 'not-xmpp' };
  return {
    kind: 'features',
    mechanisms: mechanismsIn(features),
    starttls: childOf(features, 'starttls') !== undefined,
    from,
  };
}

function senderOf(open: string): string {
  const element = firstElement(open);
  return (element && attributeOf(element, 'from')) ?? '';
}

function mechanismsIn(features: XmlElement): readonly string[] {
  const list = childOf(features, 'mechanisms');
  return list === undefined ? [] : elementsOf(list).map((each) => textOf(each).trim());
}

function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return elementsOf(element).find(({ local }) => local === name);
}
