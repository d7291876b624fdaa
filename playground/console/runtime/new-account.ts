/** Connections that the reader adds to those of the scene. Pure. */
import { resourceOf } from '../../cast.ts';
import { stranger } from '../../session/names.ts';
import { bareJid, parseJid } from '../../stanza/index.ts';
import { colourCount } from '../state/colours.ts';
import type { Account } from '../state/types.ts';

/** What the reader asks for. */
export type Wanted =
  /** Another device of an account that is there. */
  | { readonly kind: 'device'; readonly of: string; readonly resource: string }
  /** Signs in with an account that is there, and leaves the resource to the reader (RFC 6120 section 7). */
  | { readonly kind: 'unbound'; readonly of: string }
  /** An account that the server does not know yet. */
  | { readonly kind: 'account'; readonly address: string; readonly password: string; readonly server: string }
  /** A connection on which nobody signs in. */
  | { readonly kind: 'stranger'; readonly server: string }
  /** Signs in without an account (SASL ANONYMOUS, RFC 4505), where a host of the server allows it. */
  | { readonly kind: 'guest'; readonly host: string; readonly server: string }
  /** A stream that the reader writes from its first byte, for an account that is there. */
  | { readonly kind: 'by-hand'; readonly of: string; readonly speaks: 'client' | 'websocket' }
  /** The same for a component (XEP-0114). */
  | { readonly kind: 'component'; readonly address: string; readonly secret: string; readonly server: string };

/** The account, or what is wrong with what was asked for, in plain words. */
export function newAccount(wanted: Wanted, present: readonly Account[]): Account | { readonly plain: string } {
  const taken = (name: string): boolean => present.some((account) => account.name === name);
  const freeName = (...wishes: readonly string[]): string =>
    wishes.find((name) => !taken(name)) ?? numbered(wishes[0] ?? '', taken);
  const base = { colour: present.length % colourCount, status: { state: 'offline' }, presence: 'unavailable' } as const;
  const at = (server: string) => ({ kind: 'sandbox', server }) as const;

  switch (wanted.kind) {
    case 'device': {
      const account = present.find(({ name }) => name === wanted.of);
      if (account === undefined) return { plain: 'Choose the account that gets another device.' };
      const bare = bareJid(account.jid);
      const address = parseJid(`${bare}/${wanted.resource.trim()}`);
      if (!address.ok) return { plain: address.error.plain };
      const jid = `${bare}/${wanted.resource.trim()}`;
      if (present.some((one) => one.jid === jid && one.until !== 'raw')) {
        return { plain: `${jid} is in the list already. Choose another resource.` };
      }
      const { password, place } = account;
      const local = bare.split('@')[0] ?? bare;
      return { ...base, name: freeName(`${local}/${wanted.resource.trim()}`, jid), jid, password, place };
    }
    case 'unbound': {
      const account = present.find(({ name }) => name === wanted.of);
      if (account === undefined) return { plain: 'Choose the account that signs in.' };
      const { jid, password, place } = account;
      const name = freeName(`${account.name} without a resource`);
      return { ...base, name, jid: bareJid(jid), password, place, until: 'signed-in' };
    }
    case 'account': {
      const address = parseJid(wanted.address.trim());
      if (!address.ok) return { plain: address.error.plain };
      const { local, bare, domain } = address.jid;
      if (local === undefined) return { plain: `An account has a name before the @, as in benvolio@${wanted.server}.` };
      if (!belongs(domain, wanted.server))
        return { plain: `${domain} is not at ${wanted.server}, the server in this tab.` };
      if (wanted.password === '') return { plain: 'Choose a password. It is kept in the memory of this tab only.' };
      const jid = `${bare}/${address.jid.resource ?? resourceOf(local)}`;
      return { ...base, name: freeName(local, bare), jid, password: wanted.password, place: at(wanted.server) };
    }
    case 'stranger': {
      const used = (jid: string): boolean => present.some((one) => one.until === 'stream' && one.jid === jid);
      let jid = wanted.server;
      for (let number = 2; used(jid); number += 1) jid = `${wanted.server}/${number}`;
      const name = freeName(stranger, `${stranger} at ${wanted.server}`);
      return { ...base, name, jid, password: '', place: at(wanted.server), until: 'stream' };
    }
    case 'guest':
      return { ...base, name: freeName('guest'), jid: wanted.host, password: '', place: at(wanted.server) };
    case 'by-hand': {
      const account = present.find(({ name }) => name === wanted.of);
      if (account === undefined) return { plain: 'Choose the account whose stream you want to write.' };
      const { jid, password, place } = account;
      const how = wanted.speaks === 'websocket' ? 'WebSocket by hand' : 'by hand';
      const name = freeName(`${account.name} ${how}`);
      return {
        ...base,
        name,
        // On the reader's own server the account's resource may be that of a client in use, which a second one would end (RFC 6120 section 7.7.2.2).
        jid: place.kind === 'sandbox' ? jid : bareJid(jid),
        password,
        place,
        until: 'raw',
        speaks: place.kind === 'sandbox' ? wanted.speaks : 'websocket',
      };
    }
    case 'component': {
      const address = parseJid(wanted.address.trim());
      if (!address.ok) return { plain: address.error.plain };
      const { local, domain, resource } = address.jid;
      if (local !== undefined || resource !== undefined) {
        return { plain: `A component has its own host, such as bot.${wanted.server}.` };
      }
      if (!belongs(domain, wanted.server))
        return { plain: `${domain} is not at ${wanted.server}, the server in this tab.` };
      if (wanted.secret === '') return { plain: 'Write the secret that the component and the server share.' };
      const name = freeName(domain.split('.')[0] ?? domain, domain);
      return {
        ...base,
        name,
        jid: domain,
        password: wanted.secret,
        place: at(wanted.server),
        until: 'raw',
        speaks: 'component',
      };
    }
    default:
      return wanted satisfies never;
  }
}

/** What the server's configuration needs for the connection and does not say yet; '' when it needs nothing. */
export function missingConfiguration({ until, speaks, jid, password }: Account, config: string): string {
  if (until !== 'raw') return '';
  const said = config.replaceAll(/--.*$/gm, '');
  if (speaks === 'component') {
    if (said.includes(`Component "${jid}"`)) return '';
    return `\nComponent "${jid}"\n\tcomponent_secret = ${luaString(password)}\n`;
  }
  return speaks === 'websocket' && !/"websocket"/.test(said) ? '"websocket";' : '';
}

/** The configuration with what is missing in it. */
export function withMissing(account: Account, config: string): string {
  const missing = missingConfiguration(account, config);
  if (missing === '') return config;
  if (account.speaks === 'component') return `${config.trimEnd()}\n${missing}`;
  return config.replace(/modules_enabled\s*=\s*\{/, (list) => `${list}\n\t${missing} -- frames of RFC 7395`);
}

/** The line of the admin shell that makes an account. */
export function createLine(bare: string, password: string): string {
  return `user:create(${luaString(bare)}, ${luaString(password)})`;
}

/** A string of Lua in which every byte but letters and digits is written as its number, so that nothing in it ends the string. */
function luaString(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  const written = bytes.map((byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9@._-]/.test(character) ? character : `\\${String(byte).padStart(3, '0')}`;
  });
  return `"${written.join('')}"`;
}

function belongs(host: string, server: string): boolean {
  return host === server || host.endsWith(`.${server}`);
}

function numbered(wish: string, taken: (name: string) => boolean): string {
  let number = 2;
  while (taken(`${wish} ${number}`)) number += 1;
  return `${wish} ${number}`;
}
