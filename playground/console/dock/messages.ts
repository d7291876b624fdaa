/**
 * Reads what came from the other end of a dock. Anything may be posted to a window: what is no message of ours is undefined, and has no
 * effect.
 */
import type { SharedScene } from '../share/types.ts';
import type { DockEvent, DockOutcome, DockRequest, DockStanza, DockStep } from './types.ts';

type Fields = Readonly<Record<string, unknown>>;

export function readRequest(data: unknown): DockRequest | undefined {
  const fields = fieldsOf(data);
  if (fields === undefined || !isId(fields.id)) return undefined;
  const { kind, id } = fields;
  switch (kind) {
    case 'open': {
      const { scene, stanzas } = fields;
      if (scene !== undefined && !isScene(scene)) return undefined;
      if (stanzas !== undefined && !(Array.isArray(stanzas) && stanzas.every(isStanza))) return undefined;
      return { kind, id, ...(scene && { scene }), ...(stanzas && { stanzas }) };
    }
    case 'write':
      return isStanza(fields.stanza)
        ? { kind, id, stanza: fields.stanza, takesFocus: fields.takesFocus === true }
        : undefined;
    case 'send':
      return isStanza(fields.stanza) ? { kind, id, stanza: fields.stanza } : undefined;
    case 'connect':
      return isText(fields.as) ? { kind, id, as: fields.as } : undefined;
    case 'run': {
      const { steps } = fields;
      return Array.isArray(steps) && steps.every(isStep) ? { kind, id, steps } : undefined;
    }
    default:
      return undefined;
  }
}

export function readEvent(data: unknown): DockEvent | undefined {
  const fields = fieldsOf(data);
  if (fields === undefined) return undefined;
  const { kind, id, plain, outcomes, as, xml, at, host } = fields;
  switch (kind) {
    case 'ready':
      return { kind };
    case 'done':
      return isId(id) ? { kind, id } : undefined;
    case 'refused':
      return isId(id) && isText(plain) ? { kind, id, plain } : undefined;
    case 'ran':
      return isId(id) && Array.isArray(outcomes) && outcomes.every(isOutcome) ? { kind, id, outcomes } : undefined;
    case 'sent':
    case 'received':
      return isText(as) && isText(xml) && isNumber(at) ? { kind, as, xml, at } : undefined;
    case 'started':
    case 'stopped':
      return isText(host) ? { kind, host } : undefined;
    default:
      return undefined;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isId = (value: unknown): value is number => Number.isSafeInteger(value);

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function isStanza(value: unknown): value is DockStanza {
  const fields = fieldsOf(value);
  return fields !== undefined && isText(fields.xml) && (fields.as === undefined || isText(fields.as));
}

function isStep(value: unknown): value is DockStep {
  const fields = fieldsOf(value);
  if (fields?.kind === 'advance') return Number.isSafeInteger(fields.seconds) && Number(fields.seconds) > 0;
  if (fields === undefined || !isText(fields.as)) return false;
  if (fields.kind === 'send') return isText(fields.xml);
  return (fields.kind === 'receive' || fields.kind === 'never') && isText(fields.pattern);
}

function isOutcome(value: unknown): value is DockOutcome {
  const fields = fieldsOf(value);
  if (fields?.held === true) return true;
  return fields?.held === false && isText(fields.plain) && (fields.came === undefined || isText(fields.came));
}

function isLineChange(value: unknown): boolean {
  const fields = fieldsOf(value);
  const areLines = (lines: unknown): boolean => Array.isArray(lines) && lines.every(isText);
  return fields !== undefined && Number.isSafeInteger(fields.at) && areLines(fields.gone) && areLines(fields.come);
}

function isScene(value: unknown): value is SharedScene {
  const fields = fieldsOf(value);
  if (fields === undefined) return false;
  const { servers, changes, dns, pretendTls, ahead, madeWith } = fields;
  const lists = fieldsOf(changes);
  const table = dns === undefined ? {} : fieldsOf(dns);
  return (
    (servers === 1 || servers === 2) &&
    lists !== undefined &&
    Object.values(lists).every((list) => Array.isArray(list) && list.every(isLineChange)) &&
    table !== undefined &&
    Object.values(table).every((records) => Array.isArray(records) && records.every(isText)) &&
    (pretendTls === undefined || pretendTls === true) &&
    isNumber(ahead) &&
    ahead >= 0 &&
    isText(madeWith)
  );
}
