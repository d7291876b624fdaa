/**
 * What a server will not take, or not as it is meant, found before anything is sent. Pure, and never in the way: it only tells. What it says of
 * servers is what Prosody does (tests/sandbox/check.test.ts sends each kind); sections are those of the specifications.
 */
import { checkComponentAddresses } from './check-component.ts';
import { checkFrame } from './check-frame.ts';
import { checkIq } from './check-iq.ts';
import { checkPayloads } from './check-payload.ts';
import { checkStream } from './check-stream.ts';
import { checkMessage, checkPresence } from './check-talk.ts';
import { attributeOf } from './content.ts';
import { addAttribute, type Finding, findingAt, replaceAttribute } from './finding.ts';
import { parseJid } from './jid.ts';
import { clientNamespace } from './scope.ts';
import type { XmlElement } from './types.ts';

export interface CheckOptions {
  /** The full address of the account that is to send, when it is known. */
  readonly jid?: string | undefined;
  /** Whether it is signed in and has a resource: before that, other elements than stanzas belong on the stream. */
  readonly isBound?: boolean;
  /** What is written into each frame by hand, where the reader does that: then nothing is added to it. */
  readonly framing?: 'client' | 'component' | 'websocket' | undefined;
  /** Makes an id that was not used yet. */
  readonly freshId?: () => string;
}

/** At most this many findings: who has more begins with the first ones anyway. */
const mostFindings = 50;

/**
 * @param text what the stanzas were parsed from
 * @returns in the order of the text
 */
export function check(text: string, stanzas: readonly XmlElement[], options: CheckOptions = {}): readonly Finding[] {
  const findings: Finding[] = [];
  for (const stanza of stanzas) {
    if (findings.length >= mostFindings) break;
    findings.push(...checkOne(text, stanza, options));
  }
  return findings.sort((one, other) => one.offset - other.offset).slice(0, mostFindings);
}

function checkOne(text: string, stanza: XmlElement, options: CheckOptions): readonly Finding[] {
  const stream = options.isBound === false ? [] : checkStream(text, stanza);
  if (stream.length > 0 || stanza.namespace !== clientNamespace) return stream;
  const frame = options.framing === 'websocket' ? checkFrame(stanza) : [];
  const own =
    stanza.local === 'iq'
      ? checkIq(text, stanza, options.freshId ?? (() => 'id-1'))
      : stanza.local === 'message'
        ? checkMessage(text, stanza)
        : checkPresence(text, stanza);
  return [...frame, ...checkAddresses(stanza, options), ...own, ...checkPayloads(stanza)];
}

function checkAddresses(stanza: XmlElement, { jid, framing }: CheckOptions): Finding[] {
  const findings: Finding[] = [];
  for (const attribute of stanza.attributes) {
    const { name, value } = attribute;
    // A name in braces stands for a value that is still to come.
    if (name !== 'to' || /\{\w[\w-]*\}/.test(value)) continue;
    const result = parseJid(value);
    if (result.ok) continue;
    const isOptional = value === '' || value.trim() === '';
    const fix = isOptional ? { label: 'Remove to', edits: [replaceAttribute(attribute, '')] } : undefined;
    const plain = isOptional
      ? 'The address in “to” is empty, which Prosody answers with jid-malformed. Write one, or leave “to” out to address your own account.'
      : `The address in “to” is not valid, which Prosody answers with jid-malformed. ${result.error.plain}`;
    findings.push(findingAt({ code: 'bad-jid', severity: 'error', plain, fix }, attribute));
  }
  if (framing === 'component') return [...findings, ...checkComponentAddresses(stanza, jid ?? '')];
  const from = stanza.attributes.find(({ name }) => name === 'from');
  if (from !== undefined && from.value !== jid) {
    const plain = `The server replaces “from” with your own full address${jid ? `, ${jid}` : ''} (RFC 6120 section 8.1.2.1).`;
    const fix = { label: 'Remove from', edits: [replaceAttribute(from, '')] };
    findings.push(findingAt({ code: 'from-rewritten', severity: 'hint', plain, fix }, from));
  }
  const needsTo = ['subscribe', 'subscribed', 'unsubscribe', 'unsubscribed', 'probe'];
  if (stanza.local === 'presence' && attributeOf(stanza, 'to') === undefined) {
    const type = attributeOf(stanza, 'type') ?? '';
    if (needsTo.includes(type)) {
      const plain = `A presence of type ${type} needs “to”: the address that it is for (RFC 6121 section 3). Prosody answers bad-request.`;
      const fix = { label: 'Add to', edits: [addAttribute(stanza, 'to', '{to}')] };
      findings.push(findingAt({ code: 'no-to', severity: 'error', plain, fix }, stanza));
    }
  }
  return findings;
}
