/** What somebody typed as the domain to check. */
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

export type Target =
  /** The domain in ASCII (RFC 5891), as DNS and certificates have it. */
  { readonly ok: true; readonly domain: string } | { readonly ok: false; readonly plain: string };

/**
 * Never throws: what is no domain comes back with what it is and what to type instead.
 * @param called what is typed before a domain
 */
export function readTarget(typed: string, called: string): Target {
  const text = typed.trim();
  const instead = (domain: string): string => `${called} ${domain}`;
  const no = (plain: string): Target => ({ ok: false, plain });
  if (text === '')
    return no(`No domain was given. Type the part of your address after the @: ${instead('example.com')}`);
  const url = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/:?#]*)/i.exec(text) ?? /^xmpp:(?:[^@]*@)?([^/?#]*)/i.exec(text);
  if (url !== null) return no(`"${text}" is a link, and a domain is needed. Type: ${instead(url[1] || 'example.com')}`);
  if (text.includes('@')) {
    const domain = text.slice(text.lastIndexOf('@') + 1).replace(/\/.*/, '');
    return no(
      `"${text}" is an address. To check its server, type: ${instead(domain || 'example.com')}. To sign in as well, add: --jid ${text.replace(/\/.*/, '')}`,
    );
  }
  if (isIP(text.replace(/^\[|\]$/g, '')) !== 0)
    return no(
      `"${text}" is an IP address. Records and certificates are made for a domain, so type that: ${instead('example.com')}`,
    );
  const service = /^_[^.]+\._(?:tcp|udp)\.(.+)$/.exec(text);
  if (service !== null)
    return no(
      `"${text}" is the name of an SRV record. All of them are looked up: type ${instead(service[1] as string)}`,
    );
  if (text.includes('/'))
    return no(
      `"${text}" has a slash, and a domain has none. Type: ${instead(text.replace(/\/.*/, '') || 'example.com')}`,
    );
  const port = /^(.+):\d*$/.exec(text);
  if (port !== null)
    return no(`"${text}" names a port. Ports come from the SRV records: type ${instead(port[1] as string)}`);
  return asDomain(text, instead('example.com'));
}

function asDomain(text: string, example: string): Target {
  const no = (why: string): Target => ({
    ok: false,
    plain: `"${text}" is not a domain: ${why}. Type one such as: ${example}`,
  });
  // Node would decode and remove what is not a letter; so what it gets has none of that.
  const odd = /[^\p{L}\p{M}\p{N}.\-\u3002\uff0e\uff61]/u.exec(text);
  if (odd !== null) return no(odd[0] === ' ' ? 'it has a space' : `it has the character ${JSON.stringify(odd[0])}`);
  const domain = domainToASCII(text).replace(/\.$/, '');
  if (domain === '') return no('its letters do not make an internationalised name (RFC 5891)');
  if (domain.length > 253) return no(`it has ${domain.length} characters, and 253 are the most`);
  const labels = domain.split('.');
  if (labels.includes('')) return no('there is nothing between two dots, or before the first one');
  const long = labels.find((label) => label.length > 63);
  if (long !== undefined)
    return no(`the part "${long.slice(0, 20)}..." has ${long.length} characters, and 63 are the most`);
  const hyphen = labels.find((label) => label.startsWith('-') || label.endsWith('-'));
  if (hyphen !== undefined) return no(`the part "${hyphen}" begins or ends with a hyphen`);
  if (labels.length === 1) return no('it has no dot, so nobody outside your network can look it up');
  if (/^\d+$/.test(labels.at(-1) as string)) return no('its last part is a number');
  return { ok: true, domain };
}
