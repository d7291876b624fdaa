import { textIn } from './check-iq.ts';
import { attributeOf, elementsOf, textOf } from './content.ts';
import { type Finding, findingAt, renameElement, replaceAttribute } from './finding.ts';
import { nearest } from './nearest.ts';
import type { XmlElement } from './types.ts';

export const messageTypes = ['chat', 'normal', 'groupchat', 'headline', 'error'];
export const presenceTypes = [
  'unavailable',
  'subscribe',
  'subscribed',
  'unsubscribe',
  'unsubscribed',
  'probe',
  'error',
];
const shows = ['away', 'chat', 'dnd', 'xa'];

/** RFC 6121 section 5.2. */
export function checkMessage(text: string, message: XmlElement): readonly Finding[] {
  const findings = [...childrenOf(text, message, ['body', 'subject', 'thread', 'error']), ...textIn(text, message)];
  const attribute = message.attributes.find(({ name }) => name === 'type');
  if (attribute !== undefined && !messageTypes.includes(attribute.value)) {
    const meant = nearest(attribute.value, messageTypes) ?? 'chat';
    const fix = { label: `Write ${meant}`, edits: [replaceAttribute(attribute, `type="${meant}"`)] };
    const plain = `A message's type is chat, normal, groupchat, headline or error. “${attribute.value}” is passed on and counts as normal.`;
    findings.push(findingAt({ code: 'bad-type', severity: 'warning', plain, fix }, attribute));
  }
  if (attribute?.value === 'error' && !elementsOf(message).some(({ local }) => local === 'error')) {
    const plain = 'A message of type error says in an <error/> what is wrong (RFC 6120 section 8.3.1).';
    findings.push(findingAt({ code: 'no-error', severity: 'warning', plain }, message));
  }
  return findings;
}

/** RFC 6121 section 4.7. */
export function checkPresence(text: string, presence: XmlElement): readonly Finding[] {
  const findings = [...childrenOf(text, presence, ['show', 'status', 'priority', 'error']), ...textIn(text, presence)];
  const attribute = presence.attributes.find(({ name }) => name === 'type');
  if (attribute !== undefined && !presenceTypes.includes(attribute.value)) findings.push(badPresenceType(attribute));
  for (const child of elementsOf(presence)) {
    if (child.namespace !== presence.namespace) continue;
    const value = textOf(child).trim();
    if (child.local === 'show' && !shows.includes(value)) {
      const plain = `<show/> holds away, chat, dnd or xa (RFC 6121 section 4.7.2.1). “${value}” is passed on and not understood; without <show/> you are available.`;
      findings.push(findingAt({ code: 'bad-show', severity: 'warning', plain }, child));
    }
    if (child.local === 'priority' && !/^[+-]?\d{1,3}$/.test(value)) findings.push(badPriority(child, value));
    else if (child.local === 'priority' && (Number(value) < -128 || Number(value) > 127)) {
      findings.push(badPriority(child, value));
    }
  }
  // Which way a presence is answered is decided by its "to", and `available` has no name at all.
  return findings;
}

function badPresenceType(attribute: XmlElement['attributes'][number]): Finding {
  const { value } = attribute;
  const meant = nearest(value, presenceTypes);
  const isShow = shows.includes(value);
  const fix =
    meant === undefined
      ? { label: 'Remove type', edits: [replaceAttribute(attribute, '')] }
      : { label: `Write ${meant}`, edits: [replaceAttribute(attribute, `type="${meant}"`)] };
  const instead = isShow
    ? `Write <show>${value}</show> inside.`
    : value === 'available'
      ? 'Who is available sends no type.'
      : `It is one of ${presenceTypes.join(', ')}, or left out.`;
  const plain = `“${value}” is not a type of presence. ${instead} Prosody answers bad-request.`;
  return findingAt({ code: 'bad-type', severity: 'error', plain, fix }, attribute);
}

function badPriority(child: XmlElement, value: string): Finding {
  const plain = `<priority/> holds a whole number from -128 to 127 (RFC 6121 section 4.7.2.3), not “${value}”.`;
  return findingAt({ code: 'bad-priority', severity: 'warning', plain }, child);
}

/** Children without a namespace of their own are few; another one is a slip. */
function childrenOf(text: string, stanza: XmlElement, known: readonly string[]): Finding[] {
  return elementsOf(stanza).flatMap((child) => {
    if (
      child.namespace !== stanza.namespace ||
      known.includes(child.local) ||
      attributeOf(child, 'xmlns') !== undefined
    )
      return [];
    const meant = nearest(child.local, known);
    const fix = meant && { label: `Write ${meant}`, edits: renameElement(child, meant, text) };
    const plain = meant
      ? `A ${stanza.local} has no <${child.local}>. Did you mean <${meant}>?`
      : `<${child.local}> has no namespace of its own, so nobody knows what it is. Add xmlns="…".`;
    return [findingAt({ code: 'unknown-child', severity: 'warning', plain, ...(fix && { fix }) }, child)];
  });
}
