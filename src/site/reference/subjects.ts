/** How the parts of the registry of namespaces are called. */
import type { Subject } from '../../../playground/stanza/registry.ts';

export interface SubjectWords {
  readonly title: string;
  readonly about: string;
}

export const subjectWords: Readonly<Record<Subject, SubjectWords>> = {
  streams: {
    title: 'Streams and signing in',
    about: 'Opening a stream, encryption, SASL, binding, stream management, components, servers among themselves.',
  },
  messages: { title: 'Messages', about: 'The parts of a message, what is attached to it, and the message archive.' },
  accounts: {
    title: 'Accounts and contacts',
    about: 'Contacts, profiles, registration, blocking, and what a server keeps for a user.',
  },
  rooms: { title: 'Rooms', about: 'Multi-user chat, channels (MIX), bookmarks, and what belongs to them.' },
  pubsub: {
    title: 'Publish-subscribe',
    about: 'Nodes and items, and what users publish with them: avatars, moods, posts.',
  },
  discovery: {
    title: 'Discovery, forms and commands',
    about: 'What an address can do, data forms, commands, paging, time and ping.',
  },
  features: { title: 'Features', about: 'What disco#info lists that is not the namespace of an element.' },
  files: { title: 'Files and calls', about: 'Jingle, bytestreams, HTTP upload, shared files.' },
  encryption: {
    title: 'Encryption and trust',
    about: 'OMEMO, OpenPGP, signatures, trust between keys, security labels.',
  },
  services: {
    title: 'Services and things',
    about: 'Push, gateways, the internet of things, telephone calls, workgroups.',
  },
  formats: { title: 'Formats from elsewhere', about: 'Formats that others define and that travel inside stanzas.' },
  old: {
    title: 'Old names',
    about: 'What is obsolete, was rejected, or was published on 1 April. Logs still hold some of it.',
  },
};
