/** The sum that tells whether a page's evidence is about the page as it is now. */
import { createHash } from 'node:crypto';
import type { Lesson, Step } from './types.ts';

/** Where a block stands, what the reader sees around it and who is to write it: a run does not depend on it. */
const places = new Set([
  'line',
  'fence',
  'heading',
  'hidden',
  'drill',
  'part',
  'wrong',
  'lab',
  'for',
  'secret',
  'goal',
  'solution',
]);

/**
 * sha256, 64 hexadecimal digits, over what a run depends on: the steps (commands, files, expected output ...), machines,
 * `after`, the downloads, the kind, whether it is the reader's path. Prose, headings, line numbers and the order of keys do not count.
 */
export const hashOf = (lesson: Omit<Lesson, 'hash'>): string => {
  const { kind, server, after, afters, reader, machines, downloads } = lesson;
  const text = canonical({
    kind,
    server,
    after,
    afters,
    reader,
    machines,
    downloads,
    steps: lesson.steps.map(withoutPlaces),
  });
  return createHash('sha256').update(text, 'utf8').digest('hex');
};

const withoutPlaces = (step: Step): unknown =>
  JSON.parse(JSON.stringify(step, (key, value: unknown) => (places.has(key) ? undefined : value)));

/** JSON with sorted keys and without those that are undefined (RFC 8785 for texts, whole numbers, lists and objects). */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
  }
  return JSON.stringify(value);
};
