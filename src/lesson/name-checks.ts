/** Tells a good domain, host or address from a wrong one in plain words. Runs in the reader's browser: imports nothing. */

export type NameCheck =
  | {
      readonly ok: true;
      /** As DNS and certificates write it: small letters, other alphabets as `xn--...` (RFC 5890), addresses in short form. */
      readonly name: string;
      /** Something to think about, in a whole sentence. */
      readonly remark?: string;
    }
  | { readonly ok: false; readonly plain: string };

const wrong = (plain: string): NameCheck => ({ ok: false, plain });

/** Domains that never reach the public DNS (RFC 6761, RFC 6762, RFC 7686, RFC 8375, and what home routers hand out). */
const localEndings = [
  'local',
  'localhost',
  'test',
  'invalid',
  'example',
  'onion',
  'internal',
  'lan',
  'home',
  'home.arpa',
  'corp',
];

/** The domain of addresses (`example.com` in romeo@example.com). */
export const checkDomain = (text: string): NameCheck => {
  const checked = checkName(text, 'domain');
  if (!checked.ok || checked.remark !== undefined) return checked;
  const prefix = /^(www|xmpp|jabber|chat|im|mail)\.(?=.+\..)/.exec(checked.name)?.[0];
  if (prefix === undefined) return checked;
  const shorter = checked.name.slice(prefix.length);
  return {
    ...checked,
    remark: `Addresses will look like romeo@${checked.name}. If you want romeo@${shorter}, put ${shorter} here and ${checked.name} as the server's host.`,
  };
};

/** The host on which the server runs (`xmpp.example.com`). */
export const checkHost = (text: string): NameCheck => checkName(text, 'host');

const checkName = (text: string, what: 'domain' | 'host'): NameCheck => {
  const example = what === 'domain' ? 'example.com' : 'xmpp.example.com';
  const written = text.trim();
  if (written === '') return wrong(`Write your ${what} here, such as ${example}.`);
  const scheme = /^[a-z][a-z0-9+.-]*:\/*/i.exec(written)?.[0];
  if (scheme?.includes('/')) return wrong(`Only the name is needed: leave out "${scheme}".`);
  const at = written.lastIndexOf('@');
  if (at !== -1) return wrong(`That is an address. The ${what} is the part after the @: ${written.slice(at + 1)}`);
  if (written.includes('/'))
    return wrong(`Only the name is needed: leave out "${written.slice(written.indexOf('/'))}".`);
  if (/\s/.test(written)) return wrong('A name cannot contain spaces.');
  if (written.includes(',')) return wrong('There is a comma in it: the parts of a name are separated by dots.');
  if (isIPv4(written) || written.includes('::') || /^\[?[0-9a-f:]+:[0-9a-f:]+\]?$/i.test(written)) {
    return wrong(`That is an IP address. Certificates and addresses need a name, such as ${example}.`);
  }
  const port = /:\d*$/.exec(written)?.[0];
  if (port !== undefined) return wrong(`Only the name is needed: leave out the port "${port}".`);
  return checkLabels(written.replace(/\.$/, ''), example);
};

const checkLabels = (written: string, example: string): NameCheck => {
  const odd = [...written].find((character) => character < '\u0080' && !/[a-z0-9.-]/i.test(character));
  if (odd === '_') return wrong('A name of a host has no underscore: use a hyphen.');
  if (odd !== undefined) return wrong(`"${odd}" cannot be in a name: letters, digits, hyphens and dots can.`);
  const name = toAscii(written);
  if (name === undefined)
    return wrong(`"${written}" cannot be written as a name in DNS: look for a letter that is not allowed.`);
  const labels = name.split('.');
  if (labels.includes('')) return wrong('A part of the name is empty: there is a dot too many.');
  const hyphen = labels.find((label) => label.startsWith('-') || label.endsWith('-'));
  if (hyphen !== undefined) return wrong(`"${hyphen}" begins or ends with a hyphen; a part of a name must not.`);
  const long = labels.find((label) => label.length > 63);
  if (long !== undefined)
    return wrong(`"${long.slice(0, 20)}..." is too long: a part of a name has at most 63 characters.`);
  if (name.length > 253) return wrong('The name is too long: at most 253 characters.');
  const last = labels.at(-1) ?? '';
  const local = localEndings.find((ending) => name === ending || name.endsWith(`.${ending}`));
  if (local !== undefined) {
    return wrong(
      `Names under ".${local}" exist only in your own network: other servers and certificate authorities cannot reach them.`,
    );
  }
  if (labels.length === 1) return wrong(`"${name}" has no dot: a whole name is needed, such as ${example}.`);
  if (/^\d+$/.test(last)) return wrong(`A name does not end in a number: "${last}" cannot be the last part.`);
  if (last.length < 2)
    return wrong(`"${last}" is too short for the last part of a name: did you mean .com, .org or .net?`);
  return name === written.toLowerCase()
    ? { ok: true, name }
    : { ok: true, name, remark: `DNS and certificates write it as ${name}.` };
};

/** Small letters, other alphabets in punycode as browsers do it (UTS 46); undefined when it is not a name. */
const toAscii = (written: string): string | undefined => {
  if (/^[a-z0-9.-]*$/i.test(written)) return written.toLowerCase();
  try {
    return new URL(`http://${written}/`).hostname;
  } catch {
    return undefined;
  }
};

export const isIPv4 = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) &&
  text.split('.').every((part) => Number(part) <= 255 && String(Number(part)) === part);

/** Ranges that other servers cannot reach: RFC 1918, 6598, 3927, 1122. */
const privateIPv4 =
  /^(10\.|127\.|0\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;

const forDns = 'DNS needs the address that others see.';
const forFirewall = 'Your server sees another one: there, echo "$SSH_CONNECTION" begins with it.';

export const checkIPv4 = (text: string): NameCheck => checkV4(text, forDns);
/** Of the reader's own computer: what the server sees counts, not what the computer calls itself. */
export const checkLaptopIPv4 = (text: string): NameCheck => checkV4(text, forFirewall);

/** @param instead what is needed when nobody outside can reach the address */
const checkV4 = (text: string, instead: string): NameCheck => {
  const written = text.trim();
  if (written.includes('/')) return wrong('Only the address is needed: leave out the "/" and what follows.');
  if (!isIPv4(written))
    return wrong('An IPv4 address is four numbers from 0 to 255 with dots between them, such as 198.51.100.10.');
  if (!privateIPv4.test(written)) return { ok: true, name: written };
  return {
    ok: true,
    name: written,
    remark: `${written} is reachable only inside your network. ${instead}`,
  };
};

export const checkIPv6 = (text: string): NameCheck => checkV6(text, forDns);
/** Of the reader's own computer, as its server sees it. */
export const checkLaptopIPv6 = (text: string): NameCheck => checkV6(text, forFirewall);

const checkV6 = (text: string, instead: string): NameCheck => {
  const written = text.trim().replace(/^\[(.*)\]$/, '$1');
  if (written.includes('/')) return wrong('Only the address is needed: leave out the "/" and what follows.');
  const name = shortIPv6(written);
  if (name === undefined)
    return wrong('An IPv6 address has groups of hexadecimal digits with colons between them, such as 2001:db8:1::10.');
  if (!/^(fe[89ab]|f[cd]|::1$)/.test(name)) return { ok: true, name };
  return {
    ok: true,
    name,
    remark: `${name} is reachable only inside your network. ${instead}`,
  };
};

/** RFC 5952 form, by the browser's own parser. */
const shortIPv6 = (text: string): string | undefined => {
  if (!/^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text)) return undefined;
  try {
    return new URL(`http://[${text}]/`).hostname.slice(1, -1);
  } catch {
    return undefined;
  }
};
