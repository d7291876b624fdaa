import { attributeOf, elementsOf } from './content.ts';
import { type ExplainOptions, explainErrors } from './explain-error.ts';
import { mucStatuses } from './facts/muc-statuses.ts';
import { specificationOf } from './facts/specification.ts';
import { namespaces } from './namespace-name.ts';
import type { Note, XmlElement } from './types.ts';

/**
 * What a stanza says about how things went: its errors, and the status codes of rooms unless they are those of every join. Without
 * the registry of namespaces: this is what the first reply needs.
 */
export function explainOutcome(stanza: XmlElement, options: ExplainOptions = {}): readonly Note[] {
  const codes = statusCodesOf(stanza);
  const isNews = codes.some((code) => !ordinary.has(code));
  const statuses = isNews ? [...codes].sort(byNews).flatMap((code) => explainMucStatus(code) ?? []) : [];
  return [...explainErrors(stanza, options), ...statuses];
}

/** What comes with every join, and says nothing new. */
const ordinary: ReadonlySet<string> = new Set(['100', '110', '170', '210']);

const byNews = (a: string, b: string): number => Number(ordinary.has(a)) - Number(ordinary.has(b));

function statusCodesOf(stanza: XmlElement): readonly string[] {
  // A report may quote that part alone.
  return [stanza, ...elementsOf(stanza)]
    .filter(({ local, namespace }) => local === 'x' && namespace === namespaces.mucUser)
    .flatMap(elementsOf)
    .flatMap((element) => (element.local === 'status' ? (attributeOf(element, 'code') ?? []) : []));
}

export function explainMucStatus(code: string): Note | undefined {
  const found = mucStatuses.find((status) => status.code === code);
  return (
    found && {
      kind: 'status-code',
      name: code,
      summary: found.summary,
      why: found.meaning,
      specification: specificationOf('0045', 'Multi-User Chat'),
    }
  );
}

/** What each status code of a room says, in their order. */
export function explainMucStatuses(): readonly Note[] {
  return mucStatuses.flatMap(({ code }) => explainMucStatus(code) ?? []);
}
