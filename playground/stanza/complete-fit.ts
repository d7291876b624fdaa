import { type CheckOptions, check } from './check.ts';
import { applied, type Edit, type Finding } from './finding.ts';
import { parse } from './parse.ts';

/** What is not a mistake of a suggestion: the reader is to write it next. */
const unfinished: ReadonlySet<string> = new Set(['no-payload', 'no-error']);

/** A longer text is not read again for each suggestion. */
const longest = 20_000;

/**
 * Tells whether a suggestion leaves a text right that was right: it stays XML, and the check has nothing new to tell. Of a text that is not
 * XML yet nothing can be said, and all fits.
 * @param base the text without the word that is being written
 */
export function fitness(text: string, base: string, options: CheckOptions): (edits: readonly Edit[]) => boolean {
  if (text.length > longest) return () => true;
  const before = findingsOf(base, options);
  if (before === null) return () => true;
  const known = new Set(before.map(keyOf));
  return (edits) => {
    const after = findingsOf(applied(text, { label: '', edits }), options);
    return after?.every((finding) => known.has(keyOf(finding))) ?? false;
  };
}

function findingsOf(text: string, options: CheckOptions): readonly Finding[] | null {
  // Before a resource is bound the beginning of a stream may be written by hand.
  const result = parse(text, { stream: options.isBound === false });
  if (!result.ok) return null;
  return check(text, result.stanzas, options).filter(
    ({ code, severity }) => severity !== 'hint' && !unfinished.has(code),
  );
}

const keyOf = ({ code, plain }: Finding): string => `${code} ${plain}`;
