import { parse, type XmlElement } from '../../stanza/index.ts';
import type { Presence } from './types.ts';

/** What the reader can choose, in plain words. */
export const presenceWords: Readonly<Record<Presence, string>> = Object.freeze({
  available: 'available',
  chat: 'free to chat',
  away: 'away',
  xa: 'away for long',
  dnd: 'do not disturb',
  unavailable: 'unavailable',
});

export const presences = Object.freeze(Object.keys(presenceWords) as Presence[]);

/** The stanza that says it (RFC 6121 sections 4.2, 4.5 and 4.7.2.1). */
export function presenceStanza(presence: Presence): string {
  if (presence === 'available') return '<presence/>';
  if (presence === 'unavailable') return '<presence type="unavailable"/>';
  return `<presence>\n  <show>${presence}</show>\n</presence>`;
}

/** What an account told its contacts with this text; undefined when the text is about something else, or for one contact only. */
export function presenceOf(text: string): Presence | undefined {
  const parsed = parse(text);
  const stanza = parsed.ok ? parsed.stanzas[0] : undefined;
  if (stanza?.local !== 'presence' || attribute(stanza, 'to') !== undefined) return undefined;
  const type = attribute(stanza, 'type');
  if (type !== undefined) return type === 'unavailable' ? 'unavailable' : undefined;
  const show = stanza.children.find((child) => child.kind === 'element' && child.local === 'show');
  const word =
    show?.kind === 'element' ? show.children.map((node) => (node.kind === 'text' ? node.value : '')).join('') : '';
  return presences.find((presence) => presence === word.trim()) ?? 'available';
}

function attribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((candidate) => candidate.name === name)?.value;
}
