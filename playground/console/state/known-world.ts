/** What of the console's world can be offered to somebody who writes: addresses, nodes and messages that there are. Loaded with the suggestions. */
import type { CompletionWorld, KnownAddress } from '../../stanza/assist.ts';
import { bareJid, hostOf, parseJid } from '../../stanza/index.ts';
import { fieldsFor, fieldsOf, filled, templates } from '../templates.ts';
import type { Entry, TextEntry } from './entry.ts';
import type { Account, ConsoleState } from './types.ts';

/** So many of the latest entries are looked through. */
const looked = 300;
/** More addresses nobody reads. */
const mostAddresses = 60;
const mostMessages = 20;

/** @param juliet her bare address in the present scene, for the templates */
export function worldOf(
  state: ConsoleState,
  entries: readonly Entry[],
  juliet: string,
  freshId: () => string,
): CompletionWorld {
  const account = state.accounts.find(({ name }) => name === state.sender);
  const texts = entries.slice(-looked).filter((entry) => entry.kind === 'text');
  return {
    connection: connectionOf(account),
    jid: account && addressOf(account),
    addresses: addressesOf(state, account, texts),
    nodes: nodesIn(texts),
    messages: messagesIn(texts),
    templates: templates.map(({ title, group, text }) => ({ title, group, text: withFields(text, juliet) })),
    freshId,
  };
}

function withFields(text: string, juliet: string): string {
  const fields = fieldsFor(juliet);
  const values = Object.fromEntries(fieldsOf(text).map((name) => [name, fields[name]?.value ?? `{${name}}`]));
  // The id is made when a template is taken.
  return filled(text, values, () => '{id}');
}

function connectionOf(account: Account | undefined): CompletionWorld['connection'] {
  const { until = 'bound', speaks } = account ?? {};
  if (until === 'raw' && (speaks === 'component' || speaks === 'websocket')) return speaks;
  return until === 'raw' ? 'stream' : until;
}

function addressOf({ status, jid }: Account): string {
  return status.state === 'online' ? status.jid : jid;
}

/** Others first, then the servers and what they have, then what was seen on the wire. */
function addressesOf(
  state: ConsoleState,
  own: Account | undefined,
  texts: readonly TextEntry[],
): readonly KnownAddress[] {
  const found = new Map<string, KnownAddress>();
  const add = (jid: string, kind: KnownAddress['kind']): void => {
    if (!found.has(jid) && found.size < mostAddresses && parseJid(jid).ok) found.set(jid, { jid, kind });
  };
  const people = state.accounts.filter(({ jid }) => jid.includes('@'));
  const others = people.filter((one) => one !== own);
  for (const one of others) add(bareJid(addressOf(one)), 'account');
  for (const { jid } of own ? [own, ...state.accounts] : state.accounts) add(hostOf(jid), 'server');
  const services = Object.values(state.running).flatMap(servicesIn);
  for (const { host } of services) add(host, 'service');
  const roomHosts = new Set(services.filter(({ module }) => module === 'muc').map(({ host }) => host));
  for (const jid of [...texts].reverse().flatMap(addressesIn)) add(jid, kindOf(jid, roomHosts));
  for (const one of [...others, ...people]) if (one.status.state === 'online') add(addressOf(one), 'device');
  if (own) add(bareJid(addressOf(own)), 'account');
  return [...found.values()];
}

/** `Component "conference.example" "muc"` in a configuration. */
function servicesIn(config: string): readonly { readonly host: string; readonly module: string }[] {
  const lines = config.matchAll(/^[ \t]*Component[ \t]*\(?[ \t]*"([^"\n]+)"[ \t]*\)?(?:[ \t]*"(\w+)")?/gm);
  return [...lines].map(([, host = '', module = '']) => ({ host, module }));
}

function addressesIn({ description: { from, to, payload }, text }: TextEntry): readonly string[] {
  const items =
    payload === 'http://jabber.org/protocol/disco#items' ? text.matchAll(/<item [^>]*?jid=["']([^"']+)/g) : [];
  const listed = [...items].slice(0, 20).map(([, jid = '']) => jid);
  return [from, to, ...listed].flatMap((jid) => jid || []);
}

function kindOf(jid: string, roomHosts: ReadonlySet<string>): KnownAddress['kind'] {
  const isRoom = jid.includes('@') && roomHosts.has(hostOf(jid));
  if (isRoom) return jid.includes('/') ? 'occupant' : 'room';
  return jid.includes('/') ? 'device' : 'other';
}

function nodesIn(texts: readonly TextEntry[]): readonly string[] {
  const all = texts.flatMap(({ text }) => [...text.slice(0, 20_000).matchAll(/\snode=(["'])([^"'&<]+)\1/g)]);
  return [...new Set(all.map(([, , node = '']) => node).reverse())].slice(0, mostMessages);
}

function messagesIn(texts: readonly TextEntry[]): CompletionWorld['messages'] {
  return texts
    .filter(({ description }) => description.name === 'message' && description.id)
    .slice(-mostMessages)
    .reverse()
    .map(({ description }) => ({ id: description.id ?? '', words: description.summary }));
}
