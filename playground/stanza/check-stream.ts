import { type Finding, findingAt, renameElement, replaceAttribute } from './finding.ts';
import { nearest } from './nearest.ts';
import { clientNamespace, streamNamespace } from './scope.ts';
import type { XmlElement } from './types.ts';

const stanzaNames = ['iq', 'message', 'presence'];
/** What else a client may send once it is signed in (XEP-0198, XEP-0352). */
const allowed = /^urn:xmpp:(sm:\d+|csi:0)$/;
/** What belongs before signing in: SASL, TLS, compression, and the next generation of SASL. */
const early =
  /^(urn:ietf:params:xml:ns:xmpp-(sasl|tls|framing)|http:\/\/jabber\.org\/protocol\/compress|urn:xmpp:(sasl|bind|fast):\d+)$/;

/** Whether the server would end the stream because of this element (RFC 6120 section 4.9.3.24). */
export function checkStream(text: string, element: XmlElement): readonly Finding[] {
  const { local, namespace } = element;
  if (namespace === clientNamespace && stanzaNames.includes(local)) return [];
  if (allowed.test(namespace)) return [];
  if (namespace === streamNamespace && local !== 'stream') return [];
  const ends = 'Prosody ends the stream with unsupported-stanza-type.';
  const finding = (plain: string, fix?: Finding['fix']): readonly Finding[] => [
    findingAt({ code: 'ends-stream', severity: 'error', plain: `${plain} ${ends}`, fix }, element),
  ];
  if (namespace === clientNamespace) {
    const meant = nearest(local, stanzaNames) ?? (local.length < 4 ? undefined : nearest(`${local}s`, stanzaNames));
    if (meant === undefined)
      return finding(`<${local}> is not a stanza: only iq, message and presence are (RFC 6120 section 8).`);
    const fix = { label: `Write ${meant}`, edits: renameElement(element, meant, text) };
    return finding(`<${local}> is not a stanza. Did you mean <${meant}>?`, fix);
  }
  if (stanzaNames.includes(local)) {
    const declared = element.attributes.find(({ name }) => name === 'xmlns');
    const fix = declared && { label: 'Remove xmlns', edits: [replaceAttribute(declared, '')] };
    return finding(
      `A client's stanzas are in the namespace jabber:client, which is the default here, not in ${namespace}.`,
      fix,
    );
  }
  if (early.test(namespace)) return finding(`<${local}> belongs before signing in, and this account is signed in.`);
  return finding(`<${local}> is not a stanza: put it inside an iq, a message or a presence.`);
}
