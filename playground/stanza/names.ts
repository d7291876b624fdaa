import { accounts } from './facts/names/accounts.ts';
import { discovery } from './facts/names/discovery.ts';
import { encryption } from './facts/names/encryption.ts';
import { features } from './facts/names/features.ts';
import { files } from './facts/names/files.ts';
import { formats } from './facts/names/formats.ts';
import { messages } from './facts/names/messages.ts';
import { old } from './facts/names/old.ts';
import { pubsub } from './facts/names/pubsub.ts';
import { rooms } from './facts/names/rooms.ts';
import { services } from './facts/names/services.ts';
import { streams } from './facts/names/streams.ts';
import { specificationOf } from './facts/specification.ts';
import { type ElementFact, type NameFact, readTable } from './facts/table.ts';
import type { Note } from './types.ts';

/** The names by subject, in reading order. `features` are of disco#info only. */
export const nameTables = {
  streams,
  messages,
  accounts,
  rooms,
  pubsub,
  discovery,
  features,
  files,
  encryption,
  services,
  formats,
  old,
} as const;

export type Subject = keyof typeof nameTables;

interface Names {
  readonly exact: ReadonlyMap<string, NameFact>;
  /** Without the version at the end. */
  readonly unversioned: ReadonlyMap<string, NameFact>;
}

let read: Names | undefined;

/** Made at first use: some 30 ms on a phone. */
function names(): Names {
  if (read) return read;
  const all = Object.values(nameTables).flatMap(readTable);
  read = {
    exact: new Map(all.map((fact) => [fact.name, fact])),
    unversioned: new Map(all.map((fact) => [withoutVersion(fact.name), fact])),
  };
  return read;
}

const withoutVersion = (name: string): string => name.replace(/:\d+$/, '');

/**
 * The fact about a namespace, a feature of disco#info or a node. Other versions (`urn:xmpp:mam:1`), parts (`...muc#unique`,
 * `...:bundles:4711`) and `+notify` lead to the name that they belong to.
 */
export function nameFact(namespace: string): NameFact | undefined {
  const feature = namespace.replace(/\+notify$/, '');
  const whole = wholeName(feature);
  if (whole) return whole;
  const parts = [
    feature.replace(/#.*$/s, ''),
    feature.replace(/(:\d+)?(#.*)?$/s, ''),
    feature.replace(/[/@?].*$/s, ''),
    feature.replace(/(:\d+)(:.*)$/s, '$1'),
    feature.replace(/:\d+(:.*)$/s, ''),
  ];
  return parts.map(wholeName).find((fact) => fact !== undefined);
}

function wholeName(name: string): NameFact | undefined {
  const { exact, unversioned } = names();
  return exact.get(name) ?? unversioned.get(withoutVersion(name));
}

/** Whether the name itself is known, in any version, and not only what it seems to be a part of. */
export function isKnownName(name: string): boolean {
  return wholeName(name.replace(/\+notify$/, '')) !== undefined;
}

/** Elements of a stanza are the same whether a client, a server or a component speaks. */
const stanzaNamespaces: ReadonlySet<string> = new Set([
  'jabber:server',
  'jabber:component:accept',
  'jabber:component:connect',
  '',
]);

export function elementFact(namespace: string, local: string): { fact: ElementFact; of: NameFact } | undefined {
  for (const name of stanzaNamespaces.has(namespace) ? [namespace, 'jabber:client'] : [namespace]) {
    const of = nameFact(name);
    const fact = of?.elements.get(local);
    if (of && fact) return { fact, of };
  }
  return undefined;
}

/** What a namespace, a feature of disco#info or the name of a node is for; undefined when it is not in the registry. */
export function explainNamespace(namespace: string): Note | undefined {
  const fact = nameFact(namespace);
  if (!fact) return undefined;
  const oddity = versionOddity(namespace, fact.name);
  return {
    kind: 'namespace',
    name: namespace,
    summary: fact.sentence,
    ...(namespace.endsWith('+notify') && {
      why: 'With +notify at the end, a client asks for news of this kind from its contacts (XEP-0163).',
    }),
    ...(oddity !== undefined && { oddity }),
    specification: specificationOf(fact.document, fact.title, fact.section),
  };
}

function versionOddity(written: string, known: string): string | undefined {
  const feature = written.replace(/\+notify$/, '');
  const isOtherVersion = feature !== known && /:\d+$/.test(known) && withoutVersion(feature) === withoutVersion(known);
  return isOtherVersion
    ? `This is a different version from ${known}, which the specification has today. Servers answer only the versions that they know.`
    : undefined;
}

/** Every name that is known. */
export function knownNames(): Iterable<string> {
  return names().exact.keys();
}

export const subjects = Object.keys(nameTables) as readonly Subject[];

/** The names of a subject, in the order of its table. */
export function namesOf(subject: Subject): readonly NameFact[] {
  return readTable(nameTables[subject]);
}
