import { attributeOf, elementsOf, textOf } from './content.ts';
import { type ExplainOptions, explainErrors } from './explain-error.ts';
import { jingleReasons } from './facts/jingle-reasons.ts';
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
  return [...explainErrors(stanza, options), ...explainJingleReason(stanza), ...statuses];
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

/** Why a session ended; that it has done what it was for is no news. */
function explainJingleReason(stanza: XmlElement): readonly Note[] {
  const [reason] = elementsOf(stanza)
    .filter(({ local }) => local === 'jingle')
    .flatMap(elementsOf)
    .filter(({ local }) => local === 'reason')
    .map(elementsOf);
  const name = reason?.find(({ local }) => Object.hasOwn(jingleReasons, local))?.local;
  const summary = name === undefined ? undefined : jingleReasons[name];
  if (name === undefined || summary === undefined) return [];
  const words = reason?.find(({ local }) => local === 'text');
  const said = words && textOf(words).trim();
  const specification = specificationOf('0166', 'Jingle', '7.4');
  return [{ kind: 'value', name, summary, ...(said && { said }), specification }];
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
