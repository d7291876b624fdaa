import { attributeOf } from './content.ts';
import { isStreamManagement, namespaces, shortNamespace } from './namespace-name.ts';
import type { XmlProblem } from './problem.ts';
import type { StartTag } from './scan.ts';
import { streamNamespace } from './scope.ts';

export type WireKind =
  | 'stream-open'
  | 'stream-close'
  | 'stream-features'
  | 'stream-error'
  | 'iq'
  | 'message'
  | 'presence'
  | 'sasl'
  | 'tls'
  | 'stream-management'
  | 'client-state'
  | 'compression'
  | 'dialback'
  /** An element that none of the above fits. */
  | 'other'
  /** Keeps a connection open; RFC 6120 section 4.6.1. */
  | 'white-space'
  | 'broken';

/** What the summary of a text is made from. */
export interface Outline {
  root?: StartTag;
  /** Children of the root: name without prefix. */
  children: string[];
  payload?: StartTag;
  /** First element inside the payload. */
  detail?: string;
  condition?: string;
  /** The number of an error from before RFC 3920 (XEP-0086). */
  oldCode?: string;
  /** What a room says of itself in numbers: 110, 333. */
  statuses: string[];
  body?: string;
  show?: string;
  problem?: XmlProblem;
}

export function kindOf({ local, namespace }: StartTag): WireKind {
  if (namespace === 'jabber:client' || namespace === 'jabber:server' || namespace === 'jabber:component:accept') {
    return local === 'iq' || local === 'message' || local === 'presence' ? local : 'other';
  }
  if (namespace === streamNamespace) {
    if (local === 'stream') return 'stream-open';
    if (local === 'features') return 'stream-features';
    return local === 'error' ? 'stream-error' : 'other';
  }
  if (namespace === namespaces.framing) return local === 'close' ? 'stream-close' : 'stream-open';
  if (namespace === namespaces.sasl || namespace === namespaces.sasl2) return 'sasl';
  if (namespace === namespaces.tls) return 'tls';
  if (namespace === namespaces.csi) return 'client-state';
  if (namespace === namespaces.compress) return 'compression';
  if (namespace === namespaces.dialback) return 'dialback';
  return isStreamManagement(namespace) ? 'stream-management' : 'other';
}

export function summaryOf(kind: WireKind, root: StartTag, outline: Outline): string {
  switch (kind) {
    case 'stream-open':
      return 'stream open';
    case 'stream-close':
      return 'stream close';
    case 'stream-features':
      return words('features', outline.children.join(', '));
    case 'stream-error':
      return words('stream error', outline.condition);
    case 'iq':
      return words('iq', attributeOf(root, 'type'), failure(outline) ?? topic(outline));
    case 'message':
      return words('message', attributeOf(root, 'type'), failure(outline) ?? (quote(outline.body) || topic(outline)));
    case 'presence':
      return words('presence', attributeOf(root, 'type'), failure(outline) ?? outline.show ?? presenceTopic(outline));
    case 'sasl':
      return words('sasl', root.local, outline.condition ?? attributeOf(root, 'mechanism'));
    case 'tls':
      return words('tls', root.local);
    case 'stream-management':
      return words('sm', streamManagementWords[root.local] ?? root.local, outline.condition ?? handled(root));
    case 'client-state':
      return words('client', root.local);
    case 'compression':
      return words('compression', root.local);
    case 'dialback':
      return words('dialback', root.local, attributeOf(root, 'type'));
    case 'other':
    case 'white-space':
    case 'broken':
      return words(root.local, shortNamespace(root.namespace));
  }
}

const streamManagementWords: Readonly<Record<string, string>> = { r: 'ack request', a: 'ack' };

function handled(root: StartTag): string | undefined {
  const count = attributeOf(root, 'h');
  return count === undefined ? undefined : `h=${count}`;
}

const failure = ({ condition, oldCode }: Outline): string | undefined => condition ?? oldCode;

function topic({ payload, detail, statuses }: Outline): string | undefined {
  if (!payload) return undefined;
  const short = shortNamespace(payload.namespace);
  if (statuses.length > 0) return words(short, statuses.join(', '));
  if (payload.namespace.startsWith(namespaces.pubsub)) return words(short, detail);
  if (payload.local === 'jingle') return words(short, attributeOf(payload, 'action'));
  return short === 'chatstates' ||
    short.startsWith('receipts') ||
    short.startsWith('chat-markers') ||
    short.startsWith('carbons')
    ? words(short, payload.local)
    : short;
}

/** Caps are in nearly every presence and say nothing about it. */
function presenceTopic(outline: Outline): string | undefined {
  const room = outline.payload?.namespace.startsWith(namespaces.muc);
  return room ? topic(outline) : undefined;
}

/** Characters of a body that are read for its beginning. */
const quoted = 1000;

function quote(body: string | undefined): string {
  if (!body) return '';
  // A body can be a megabyte long.
  const whole = body.trim();
  const line = whole.slice(0, quoted).replace(/\s+/g, ' ');
  const short = [...line.slice(0, 80)].slice(0, 40).join('');
  return `“${short.length < line.length || whole.length > quoted ? `${short.trimEnd()}…` : line}”`;
}

function words(...list: (string | undefined)[]): string {
  return list.filter((word) => word).join(' ');
}
