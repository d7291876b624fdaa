import { nameCharacter } from './characters.ts';

/** The parts of a JID, prepared for comparison: two JIDs are the same when their `full` is. */
export interface Jid {
  readonly local?: string;
  readonly domain: string;
  readonly resource?: string;
  /** `local@domain` or `domain`. */
  readonly bare: string;
  readonly full: string;
}

export interface JidError {
  readonly code: 'empty' | 'empty-part' | 'forbidden-character' | 'too-long' | 'bad-domain';
  readonly part: 'jid' | 'local' | 'domain' | 'resource';
  /** In UTF-16 code units, from 0. */
  readonly offset: number;
  readonly length: number;
  readonly plain: string;
}

export type JidResult = { readonly ok: true; readonly jid: Jid } | { readonly ok: false; readonly error: JidError };

type Check<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: JidError };

const longestPart = 1023;

/**
 * Splits a JID and checks its parts (RFC 7622 section 3): at most 1023 bytes of UTF-8 each, none empty, the characters that PRECIS
 * lets into each. Local part and domain come in lower case, all parts in NFC. Two rules are left to the server: bidirectional
 * text, and characters that Unicode has not assigned.
 */
export function parseJid(text: string): JidResult {
  if (text === '') return failure('empty', 'jid', 0, 0, 'An address is missing. Write one such as romeo@example.com.');
  const slash = text.indexOf('/');
  const bareEnd = slash < 0 ? text.length : slash;
  const at = text.slice(0, bareEnd).indexOf('@');

  const local = at < 0 ? undefined : prepareLocal(text.slice(0, at));
  if (local && !local.ok) return local;
  const domain = prepareDomain(text.slice(at + 1, bareEnd), at + 1);
  if (!domain.ok) return domain;
  const resource = slash < 0 ? undefined : prepareResource(text.slice(slash + 1), slash + 1);
  if (resource && !resource.ok) return resource;

  const bare = local ? `${local.value}@${domain.value}` : domain.value;
  const full = resource ? `${bare}/${resource.value}` : bare;
  return { ok: true, jid: { local: local?.value, domain: domain.value, resource: resource?.value, bare, full } };
}

/** Everything before the resource, unchecked and as written. */
export function bareJid(jid: string): string {
  const slash = jid.indexOf('/');
  return slash < 0 ? jid : jid.slice(0, slash);
}

/** The host of an address, unchecked and as written. */
export function hostOf(jid: string): string {
  const bare = bareJid(jid);
  return bare.slice(bare.indexOf('@') + 1);
}

/** UsernameCaseMapped of RFC 8265 section 3.3, less the characters that RFC 7622 section 3.3.1 excludes. */
function prepareLocal(raw: string): Check<string> {
  if (raw === '') {
    return failure(
      'empty-part',
      'local',
      0,
      1,
      'There is nothing before the @. Write a name there, or only the domain without @.',
    );
  }
  let offset = 0;
  for (const character of raw) {
    const reason = whyNotInLocal(character);
    if (reason)
      return failure('forbidden-character', 'local', offset, character.length, reason(nameCharacter(raw, offset)));
    offset += character.length;
  }
  return withinLimit(mapWidth(raw).toLowerCase().normalize('NFC'), 'local', 0, raw.length);
}

function whyNotInLocal(character: string): ((name: string) => string) | undefined {
  const mapped = mapWidth(character);
  if (/["&'/:<>@]/.test(mapped)) {
    return (name) =>
      `${name} is not allowed before the @ of an address. Leave it out, or escape it as XEP-0106 describes.`;
  }
  if (/[\s\p{Z}]/u.test(character)) {
    return () => 'A space is not allowed before the @ of an address. Remove it, or write \\20 for it (XEP-0106).';
  }
  const allowed = /^[!-~\p{Lu}\p{Ll}\p{Lo}\p{Lm}\p{Nd}\p{Mn}\p{Mc}\u00B7\u200C\u200D]+$/u.test(mapped);
  const canonical = mapped.normalize('NFKC') === mapped.normalize('NFC');
  if (allowed && canonical) return undefined;
  return (name) =>
    `${name} is not allowed before the @ of an address: only letters, digits and ASCII signs are (RFC 7622 section 3.3).`;
}

/** Full-width and half-width forms become ordinary characters (RFC 8265 section 3.3.2). */
function mapWidth(text: string): string {
  return text.replace(/[\uFF01-\uFFEF]/g, (character) => character.normalize('NFKC'));
}

function prepareDomain(written: string, start: number): Check<string> {
  const raw = written.endsWith('.') ? written.slice(0, -1) : written;
  const bad = (offset: number, length: number, plain: string): JidResult & { ok: false } =>
    failure('bad-domain', 'domain', start + offset, length, plain);
  if (raw === '')
    return failure('empty-part', 'domain', start, 1, 'The domain is missing. Write one such as example.com.');
  if (raw.startsWith('[')) {
    const valid = URL.canParse(`http://${raw}/`) && raw.endsWith(']');
    return valid
      ? { ok: true, value: raw.toLowerCase() }
      : bad(0, raw.length, `${raw} is not an IPv6 address in brackets, such as [2001:db8::1].`);
  }
  const stray = raw.search(/[^\p{L}\p{M}\p{N}\-.\u00B7\u200C\u200D]/u);
  if (stray >= 0)
    return bad(stray, String.fromCodePoint(raw.codePointAt(stray) ?? 0).length, strayInDomain(raw, stray));

  let offset = 0;
  for (const label of raw.split('.')) {
    if (label === '') return bad(offset, 1, 'The domain has two dots in a row, or one at its start. Remove one.');
    if (label.startsWith('-') || label.endsWith('-')) {
      return bad(offset, label.length, `"${label}" begins or ends with a hyphen, which a domain's label cannot.`);
    }
    if (asciiLength(label) > 63)
      return bad(offset, label.length, `"${label}" is longer than the 63 bytes that one label of a domain can have.`);
    offset += label.length + 1;
  }
  return withinLimit(mapWidth(raw).toLowerCase().normalize('NFC'), 'domain', start, written.length);
}

function strayInDomain(raw: string, at: number): string {
  if (raw[at] === '@') return 'There is a second @ here. An address has one, between name and domain.';
  if (/[\s\p{Z}]/u.test(raw[at] ?? '')) return 'There is a space in or beside the domain. Remove it.';
  if (raw[at] === ':')
    return 'An address does not contain a port. Remove the colon and what follows; the port comes from DNS or from the connection settings.';
  return `${nameCharacter(raw, at)} is not allowed in a domain: letters, digits, hyphens and dots are.`;
}

/** Bytes of a label as DNS has it (`xn--...` for letters beyond ASCII). */
function asciiLength(label: string): number {
  if (/^[!-~]*$/.test(label) || !URL.canParse(`http://${label}.example/`)) return label.length;
  return new URL(`http://${label}.example/`).hostname.length - '.example'.length;
}

/** OpaqueString of RFC 8265 section 4.2. */
function prepareResource(raw: string, start: number): Check<string> {
  if (raw === '') {
    return failure(
      'empty-part',
      'resource',
      start - 1,
      1,
      'Nothing follows the /. Write a resource such as /balcony, or leave out the slash.',
    );
  }
  const stray = raw.search(/[\p{Cc}\p{Cs}\uFDD0-\uFDEF\uFFFE\uFFFF]/u);
  if (stray >= 0) {
    const plain = `${nameCharacter(raw, stray)} is not allowed in a resource. Remove it.`;
    return failure('forbidden-character', 'resource', start + stray, 1, plain);
  }
  return withinLimit(raw.replace(/\p{Zs}/gu, ' ').normalize('NFC'), 'resource', start, raw.length);
}

function withinLimit(
  value: string,
  part: 'local' | 'domain' | 'resource',
  offset: number,
  length: number,
): Check<string> {
  const bytes = new TextEncoder().encode(value).length;
  if (bytes <= longestPart) return { ok: true, value };
  const name = { local: 'part before the @', domain: 'domain', resource: 'resource' }[part];
  return failure(
    'too-long',
    part,
    offset,
    length,
    `The ${name} is ${bytes} bytes long as UTF-8; the limit is ${longestPart} (RFC 7622 section 3).`,
  );
}

function failure(
  code: JidError['code'],
  part: JidError['part'],
  offset: number,
  length: number,
  plain: string,
): JidResult & { ok: false } {
  return { ok: false, error: { code, part, offset, length, plain } };
}
