import { describe, escapeAttribute } from '../../stanza/index.ts';

/**
 * An answer to a request (RFC 6120 section 8.2.3), ready to be changed and sent by the account that was asked.
 * @param request the request as it went over either wire
 * @param to the address to answer to, when the request itself does not carry it
 */
export function answerTo(request: string, to: string | undefined, type: 'result' | 'error'): string {
  const { id = '', from = to } = describe(request);
  const address = from === undefined ? '' : ` to="${escapeAttribute(from)}"`;
  const start = `<iq type="${type}"${address} id="${escapeAttribute(id)}"`;
  if (type === 'result') return `${start}>${payloadOf(request)}</iq>`.replace('></iq>', '/>');
  return `${start}>
  <error type="cancel">
    <feature-not-implemented xmlns="urn:ietf:params:xml:ns:xmpp-stanzas"/>
  </error>
</iq>`;
}

/** What asks for something is usually answered by an element of the same name, with what was asked for in it. */
function payloadOf(request: string): string {
  const { type, payload = '' } = describe(request);
  const isFilled = type === 'get' && payload !== 'urn:xmpp:ping' && payload !== '';
  const name = /^\s*<(?:[^<>"']|"[^"]*"|'[^']*')*>\s*<([^\s<>/="']+)/.exec(request)?.[1];
  if (!isFilled || name === undefined || name.includes(':')) return '';
  return `\n  <${name} xmlns="${escapeAttribute(payload)}">\n  </${name}>\n`;
}
