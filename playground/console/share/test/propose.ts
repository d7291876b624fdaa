import { format, redact, type StanzaValue, valuesIn, withValues } from '../../../stanza/index.ts';
import type { Line } from '../from-entries.ts';
import type { Test, TestStep } from './types.ts';

/** A row of a test, before it is one. */
export interface Marked {
  readonly line: Line;
  /** Whether this has to come again; what is sent is sent in any case. */
  readonly expected: boolean;
}

/**
 * A test from rows of the transcript. Values that a server made up become `{any}`; those that a later stanza sends back become a
 * name, which that stanza sends. Values that were sent before stay. Accounts that say nothing of it themselves come online first.
 */
export function proposeTest(title: string, rows: readonly Marked[]): Test {
  const sentValues = new Set<string>();
  const names = new Map<string, string>();
  const steps: TestStep[] = [];
  const laterSent = rows.map((_, index) => rows.slice(index + 1).filter(({ line }) => line.direction === 'sent'));
  for (const [index, { line, expected }] of rows.entries()) {
    const values = valuesIn(line.xml);
    if (line.direction === 'sent') {
      for (const { value } of values) sentValues.add(value);
      const xml = sendable(line.xml);
      steps.push({
        kind: 'send',
        as: line.jid,
        xml: withValues(xml, valuesIn(xml), ({ value }) => placeholder(names.get(value))),
      });
    } else if (expected) {
      const later = new Set(laterSent[index]?.flatMap((row) => valuesIn(row.line.xml).map(({ value }) => value)));
      const redaction = redact(line.xml);
      const clean = redaction.ok ? redaction.xml : line.xml;
      const xml = withValues(clean, valuesIn(clean), (value) => {
        if (sentValues.has(value.value) || !value.isMadeUp) return undefined;
        if (later.has(value.value) && !names.has(value.value)) names.set(value.value, freshName(value, names));
        return placeholder(names.get(value.value)) ?? '{any}';
      });
      const laidOut = format(xml, { stream: true, width: 90 });
      steps.push({ kind: 'receive', as: line.jid, xml: laidOut.ok ? laidOut.text : xml });
    }
  }
  const unexpected = rows.filter(({ line, expected }) => line.direction === 'received' && !expected).length;
  return { title, steps: [...greetings(rows, steps), ...steps], unexpected };
}

function placeholder(name: string | undefined): string | undefined {
  return name === undefined ? undefined : `{${name}}`;
}

/** Braces that were in the stanza are text, not the name of something that was caught; a secret is one that nobody has caught. */
function sendable(xml: string): string {
  const literal = xml.includes('<![CDATA[') ? xml : xml.replace(/\{(?=[A-Za-z][\w-]*\})/g, '&#123;');
  const redaction = redact(literal);
  return redaction.ok ? redaction.xml : xml;
}

function freshName({ name }: StanzaValue, taken: ReadonlyMap<string, string>): string {
  const used = new Set(taken.values());
  const plain = /^[A-Za-z]/.test(name) ? name.replace(/[^\w-]/g, '') : 'value';
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? plain : `${plain}-${number}`;
    if (!used.has(candidate) && candidate !== 'any') return candidate;
  }
}

/** Whoever only receives has to be online before anything is sent, and messages reach only who is available. */
function greetings(rows: readonly Marked[], steps: readonly TestStep[]): TestStep[] {
  const used = new Set(steps.map(({ as }) => as));
  const greets = new Set(
    rows.flatMap(({ line }) =>
      line.direction === 'sent' && /^\s*<presence\s*(?:\/>|>(?!\s*<\/))/.test(line.xml) ? [line.jid] : [],
    ),
  );
  return [...used]
    .filter((jid) => !greets.has(jid) && !isStranger(jid))
    .map((as) => ({ kind: 'send', as, xml: '<presence/>', isGreeting: true }));
}

/** Nobody signs in there, so nobody is available. */
function isStranger(as: string): boolean {
  return as.startsWith('stranger@');
}
