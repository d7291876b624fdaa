import { addAttribute, type Finding, findingAt } from './finding.ts';
import { clientNamespace } from './scope.ts';
import type { XmlElement } from './types.ts';

const stanzaNames = ['iq', 'message', 'presence'];

/**
 * Over WebSocket each frame is a document of its own, so that a stanza inherits no namespace from a stream header (RFC 7395 section 3.3.3). What it
 * says of servers is what they did (tests/console/own/frame.test.ts).
 */
export function checkFrame(element: XmlElement): readonly Finding[] {
  const { local, name } = element;
  const isDeclared = element.attributes.some((attribute) => attribute.name === 'xmlns');
  if (!stanzaNames.includes(local) || name !== local || isDeclared) return [];
  const plain = `Over WebSocket each frame is a document of its own and declares its namespace: <${name} xmlns="${clientNamespace}"> (RFC 7395 section 3.3.3). Without it Prosody ends the stream with unsupported-stanza-type; ejabberd takes it as if it were there.`;
  const fix = { label: 'Add xmlns', edits: [addAttribute(element, 'xmlns', clientNamespace)] };
  return [findingAt({ code: 'no-frame-namespace', severity: 'error', plain, fix }, element)];
}
