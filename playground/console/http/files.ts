/** What is uploaded and what came back, as files. */
import { type HttpResponse, headerOf } from './message.ts';
import type { SlotRequest } from './slot.ts';

/** Bytes of the largest file that is read into this tab's memory: more than Prosody takes by itself (10 MB). */
export const largestFile = 16_000_000;

const verse = 'What’s in a name? That which we call a rose\nBy any other name would smell as sweet.\n';

/** A text of exactly as many bytes as the slot is for. */
export function sampleFor({ size }: Pick<SlotRequest, 'size'>): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(verse);
  const whole = Math.min(size, largestFile);
  const sample = new Uint8Array(whole).fill(0x2e);
  for (let at = 0; at + bytes.length <= whole; at += bytes.length) sample.set(bytes, at);
  return sample;
}

/** What of a body can be shown: as text, or as a picture that runs nothing. Undefined: neither. */
export type Shown = { readonly text: string; readonly isWhole: boolean } | { readonly picture: string };

/** Some thirty lines: the list scrolls, and not a part of a row in it, which keys would have to reach on their own. */
const mostCharacters = 2_000;

export function shownOf({ headers, body }: Pick<HttpResponse, 'headers' | 'body'>): Shown | undefined {
  const type = (headerOf(headers, 'Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (body.length === 0) return undefined;
  if (/^image\/(?:png|jpeg|gif|webp|avif)$/.test(type)) return { picture: `data:${type};base64,${base64(body)}` };
  if (!type.startsWith('text/') && !/^application\/(?:json|xml)$/.test(type)) return undefined;
  const text = new TextDecoder().decode(body.subarray(0, mostCharacters * 4));
  return {
    text: text.slice(0, mostCharacters),
    isWhole: text.length <= mostCharacters && body.length <= mostCharacters * 4,
  };
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
