import { escapeAttribute } from './escape.ts';
import type { Captures } from './types.ts';

const placeholder = /\{([A-Za-z][\w-]*)\}/g;

/** Whether a value has a placeholder that would catch something: a name that is neither `any` nor caught already. */
export function catches(value: string, captures: Captures): boolean {
  return [...value.matchAll(placeholder)].some(([, name = '']) => name !== 'any' && !Object.hasOwn(captures, name));
}

/** Whether a value is the wildcard and nothing else. */
export function isWildcard(value: string): boolean {
  return value.trim() === '{any}';
}

/**
 * Compares a value with one in which placeholders may be. `{any}` matches any text, also none. `{name}` matches what it captured before, or else
 * captures text of at least one character, up to the first place where what follows it matches: the shortest text. Everything else is literal.
 * Returns the captures with what was captured, or undefined when the value does not match. Linear in the value for each placeholder.
 */
export function matchTemplate(template: string, value: string, captures: Captures): Captures | undefined {
  const parts = template.split(placeholder);
  let caught = captures;
  let at = 0;
  let pending: string[] = [];
  for (const [index, part] of parts.entries()) {
    const isName = index % 2 === 1;
    const least = at + pending.filter((name) => name !== 'any').length;
    if (isName && part !== 'any' && pending.includes(part)) {
      // The same name twice, side by side: only the shortest text for the first can be meant.
      caught = keep(caught, pending, value.slice(at, least));
      pending = [];
      at = least;
    }
    const known = isName && part !== 'any' && Object.hasOwn(caught, part) ? caught[part] : undefined;
    if (isName && known === undefined) {
      pending.push(part);
      continue;
    }
    const literal = known ?? part;
    const last = index === parts.length - 1;
    if (literal === '' && !last) continue;
    const found = find(value, literal, pending.length > 0 ? least : at, { anchored: pending.length === 0, last });
    if (found < 0) return undefined;
    caught = keep(caught, pending, value.slice(at, found));
    pending = [];
    at = found + literal.length;
  }
  return caught;
}

function find(
  value: string,
  literal: string,
  from: number,
  { anchored, last }: { anchored: boolean; last: boolean },
): number {
  const atEnd = value.length - literal.length;
  if (anchored) return value.startsWith(literal, from) && (!last || from === atEnd) ? from : -1;
  if (last) return atEnd >= from && value.endsWith(literal) ? atEnd : -1;
  return value.indexOf(literal, from);
}

/** Placeholders side by side: each takes as little as it may, the last one the rest. */
function keep(captures: Captures, names: readonly string[], text: string): Captures {
  if (names.length === 0) return captures;
  const result: Record<string, string> = { ...captures };
  let at = 0;
  for (const [index, name] of names.entries()) {
    const end = index === names.length - 1 ? text.length : at + (name === 'any' ? 0 : 1);
    if (name !== 'any') result[name] = text.slice(at, end);
    at = end;
  }
  return result;
}

export interface Substitution {
  readonly text: string;
  /** Placeholders that nothing has caught; they stay in the text as they are. */
  readonly missing: readonly string[];
}

/** Puts what was captured into XML text to send, escaped so that it is right in attributes and between tags. */
export function substitute(text: string, captures: Captures): Substitution {
  const missing = new Set<string>();
  const substituted = text.replace(placeholder, (written, name: string) => {
    const value = Object.hasOwn(captures, name) ? captures[name] : undefined;
    if (value === undefined) missing.add(name);
    return value === undefined ? written : escapeAttribute(value);
  });
  return { text: substituted, missing: [...missing] };
}
