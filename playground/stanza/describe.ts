import { isWhitespace } from './characters.ts';
import { attributeOf } from './content.ts';
import { namespaces } from './namespace-name.ts';
import { XmlProblem } from './problem.ts';
import { type StartTag, scan } from './scan.ts';
import { kindOf, type Outline, summaryOf, type WireKind } from './summary.ts';

/** What one text on the wire is, for a line in a list. */
export interface Description {
  readonly kind: WireKind;
  /** The outermost element's name without prefix; '' when there is none. */
  readonly name: string;
  readonly namespace: string;
  readonly id?: string;
  readonly from?: string;
  readonly to?: string;
  readonly type?: string;
  /** Namespace of what the stanza carries: the first child that is neither text nor error, nor only an addition such as a delay. */
  readonly payload?: string;
  /** The condition of a stanza, stream, SASL or stream management error. */
  readonly condition?: string;
  /** A few words: `iq get disco#info`. */
  readonly summary: string;
}

/**
 * Describes a text as it goes over the wire: a stanza, a nonza, or what opens and closes a stream over TCP or a WebSocket.
 * When a text holds several stanzas, the first counts. Never throws; what is not XML is `broken`.
 */
export function describe(text: string): Description {
  const outline = outlineOf(text);
  const { root } = outline;
  if (!root) {
    if (outline.problem) return { ...nothing, kind: 'broken', summary: brokenWords(outline.problem) };
    const closes = !isWhitespace(text);
    return closes
      ? { ...nothing, kind: 'stream-close', summary: 'stream close' }
      : { ...nothing, kind: 'white-space', summary: 'white space' };
  }
  const attribute = (name: string): string | undefined => attributeOf(root, name);
  const kind = outline.problem ? 'broken' : kindOf(root);
  return {
    kind,
    name: root.local,
    namespace: root.namespace,
    id: attribute('id'),
    from: attribute('from'),
    to: attribute('to'),
    type: attribute('type'),
    payload: outline.payload?.namespace,
    condition: outline.condition,
    summary: outline.problem ? brokenWords(outline.problem) : summaryOf(kind, root, outline),
  };
}

/** What is wrong. What a server does about it stands in the next row, and what to do is told in the editor. */
function brokenWords({ plain }: XmlProblem): string {
  const [what = plain] = plain.split(/: (?=a server )|(?<=.)\. (?=[A-Z])/);
  return `broken XML: ${what.replace(/\.$/, '')}`;
}

const nothing = { name: '', namespace: '' } as const;

function outlineOf(text: string): Outline {
  const outline: Outline = { children: [], statuses: [] };
  const path: StartTag[] = [];
  let finished = false;
  try {
    scan(
      text,
      { stream: true },
      {
        open(tag) {
          const depth = path.length;
          path.push(tag);
          if (finished) return undefined;
          if (depth === 0) outline.root = tag;
          if (depth === 1) noteChild(outline, tag);
          if (depth === 2 && path[1] === outline.payload) noteDetail(outline, tag);
          if (isCondition(tag, path)) outline.condition ??= tag.local;
          return undefined;
        },
        text(value) {
          const parent = path.at(-1);
          if (finished || path.length !== 2 || parent?.namespace !== outline.root?.namespace) return;
          if (parent?.local === 'body') outline.body ??= value;
          if (parent?.local === 'show') outline.show ??= value;
        },
        close() {
          path.pop();
          finished ||= path.length === 0;
        },
      },
    );
  } catch (problem) {
    if (!(problem instanceof XmlProblem)) throw problem;
    outline.problem = problem;
  }
  return outline;
}

const conditionNamespaces: ReadonlySet<string> = new Set([
  namespaces.stanzaErrors,
  namespaces.streamErrors,
  namespaces.sasl,
]);

/** Conditions are in the error child of a stanza, or directly in a stream error, a SASL failure or a `failed` nonza. */
function isCondition(tag: StartTag, path: readonly StartTag[]): boolean {
  if (!conditionNamespaces.has(tag.namespace) || tag.local === 'text') return false;
  const [root, child] = path;
  if (path.length === 3) return child?.local === 'error' && child.namespace === root?.namespace;
  return path.length === 2 && root !== undefined && ['error', 'failure', 'failed'].includes(root.local);
}

function noteChild(outline: Outline, tag: StartTag): void {
  outline.children.push(tag.local);
  if (tag.namespace === outline.root?.namespace) {
    if (tag.local === 'error') outline.oldCode ??= attributeOf(tag, 'code');
    return;
  }
  if (!outline.payload || additions.has(outline.payload.namespace)) outline.payload = tag;
}

function noteDetail(outline: Outline, tag: StartTag): void {
  outline.detail ??= tag.local;
  if (tag.local !== 'status' || tag.namespace !== namespaces.mucUser) return;
  const code = attributeOf(tag, 'code');
  if (code !== undefined) outline.statuses.push(code);
}

/** What servers and clients add to any stanza, and what says nothing about it. */
const additions: ReadonlySet<string> = new Set([
  'http://jabber.org/protocol/caps',
  'http://jabber.org/protocol/nick',
  'urn:xmpp:delay',
  'urn:xmpp:eme:0',
  'urn:xmpp:hints',
  'urn:xmpp:occupant-id:0',
  'urn:xmpp:sid:0',
  'vcard-temp:x:update',
]);
