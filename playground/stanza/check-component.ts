import { attributeOf } from './content.ts';
import { addAttribute, type Finding, findingAt, replaceAttribute } from './finding.ts';
import { hostOf } from './jid.ts';
import type { XmlElement } from './types.ts';

/**
 * What a server demands of a component's addresses (XEP-0114 section 3): a component speaks for a whole host, so nothing is filled in
 * for it.
 * @param host the component's own
 */
export function checkComponentAddresses(stanza: XmlElement, host: string): Finding[] {
  const findings: Finding[] = [];
  const from = stanza.attributes.find(({ name }) => name === 'from');
  if (from === undefined) {
    const plain = `A component has to say “from”: an address at ${host} (XEP-0114 section 3). Prosody ends the stream with invalid-from.`;
    const fix = { label: 'Add from', edits: [addAttribute(stanza, 'from', host)] };
    findings.push(findingAt({ code: 'no-from', severity: 'error', plain, fix }, stanza));
  } else if (hostOf(from.value).toLowerCase() !== host.toLowerCase()) {
    const plain = `“from” has to be an address at ${host} (XEP-0114 section 3). Prosody ends the stream with invalid-from.`;
    const fix = { label: `Write ${host}`, edits: [replaceAttribute(from, `from="${host}"`)] };
    findings.push(findingAt({ code: 'foreign-from', severity: 'error', plain, fix }, from));
  }
  if (attributeOf(stanza, 'to') === undefined) {
    const plain = 'A component has no account of its own, so it has to say “to”. Prosody answers bad-request.';
    const fix = { label: 'Add to', edits: [addAttribute(stanza, 'to', '{to}')] };
    findings.push(findingAt({ code: 'no-to', severity: 'error', plain, fix }, stanza));
  }
  return findings;
}
