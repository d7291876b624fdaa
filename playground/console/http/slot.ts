/** Slots of XEP-0363, version 0.3 and later (`urn:xmpp:http:upload:0`). */
import { attributeOf, elementsOf, firstElement, textOf, type XmlElement } from '../../stanza/index.ts';
import type { Headers } from './message.ts';

export const uploadNamespace = 'urn:xmpp:http:upload:0';

export interface Slot {
  readonly put: URL;
  readonly get: URL;
  /** What the upload has to be sent with. */
  readonly headers: Headers;
}

/** What a slot was asked for. */
export interface SlotRequest {
  readonly filename: string;
  readonly size: number;
  readonly type: string;
}

/** Headers that a slot may ask for; others are not sent (XEP-0363 section 5). */
const allowed: ReadonlySet<string> = new Set(['authorization', 'cookie', 'expires']);

/** The slot in a stanza; undefined when there is none that can be used. */
export function readSlot(stanza: string): Slot | undefined {
  const slot = childOf(stanza, 'slot');
  if (slot === undefined) return undefined;
  const [put, get] = [named(slot, 'put'), named(slot, 'get')];
  const [to, from] = [addressOf(put), addressOf(get)];
  if (put === undefined || to === undefined || from === undefined) return undefined;
  const headers = elementsOf(put).flatMap((header) => {
    const name = header.local === 'header' ? (attributeOf(header, 'name') ?? '') : '';
    return allowed.has(name.toLowerCase()) ? [[name, textOf(header)] as const] : [];
  });
  return { put: to, get: from, headers };
}

/** What a stanza asks for. */
export function readSlotRequest(stanza: string): SlotRequest | undefined {
  const request = childOf(stanza, 'request');
  if (request === undefined) return undefined;
  const [filename, size] = [attributeOf(request, 'filename'), Number(attributeOf(request, 'size'))];
  if (filename === undefined || !Number.isSafeInteger(size) || size < 0) return undefined;
  return { filename, size, type: attributeOf(request, 'content-type') ?? 'application/octet-stream' };
}

function childOf(stanza: string, name: string): XmlElement | undefined {
  const root = firstElement(stanza);
  return root && named(root, name);
}

function named(parent: XmlElement, name: string): XmlElement | undefined {
  return elementsOf(parent).find(({ local, namespace }) => local === name && namespace === uploadNamespace);
}

function addressOf(element: XmlElement | undefined): URL | undefined {
  const text = element === undefined ? '' : (attributeOf(element, 'url') ?? '');
  return /^https?:/i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}
