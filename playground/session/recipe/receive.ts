/** Waits for the expected stanza among what arrives on a connection. */
import { type Captures, type Match, match, parse, type XmlElement } from '../../stanza/index.ts';
import type { AccountConnection, PendingArrival } from './connection.ts';
import type { Missing, ReceiveStep } from './types.ts';

export type Found =
  | {
      readonly ok: true;
      readonly captures: Captures;
      readonly received: readonly PendingArrival[];
      readonly matched?: number;
    }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly received: readonly PendingArrival[];
      readonly matched?: number;
      readonly missing?: Missing;
    };

/** What arrived, as it is compared: undefined when it is not well-formed XML. */
export function readStanza(text: string): XmlElement | undefined {
  const parsed = parse(text, { stream: true });
  return parsed.ok ? parsed.stanzas[0] : undefined;
}

const mismatchOf = (expected: XmlElement, arrival: PendingArrival, captures: Captures, exact: boolean): Match => {
  const actual = readStanza(arrival.text);
  if (actual) return match(expected, actual, captures, { exact });
  const plain = 'What arrived is not well-formed XML.';
  return { ok: false, mismatches: [{ path: expected.name, expected: '', actual: '', at: expected.start, plain }] };
};

/** Takes the first stanza that matches from the connection, waiting for it as long as the step allows. */
export async function waitFor(step: ReceiveStep, connection: AccountConnection, captures: Captures): Promise<Found> {
  const expected = readExpectation(step);
  const deadline = performance.now() + step.within;
  const compared = new Map<PendingArrival, Match>();
  for (;;) {
    for (const arrival of connection.pending) {
      const found = compared.get(arrival) ?? mismatchOf(expected, arrival, captures, step.exact);
      compared.set(arrival, found);
      if (!found.ok) continue;
      const received = [...connection.pending];
      connection.take(arrival);
      return { ok: true, captures: found.captures, received, matched: received.indexOf(arrival) };
    }
    const left = deadline - performance.now();
    const answered = connection.pending.some((arrival) => answersInstead(expected, arrival));
    if (left <= 0 || !connection.isOpen || answered) {
      const received = [...connection.pending];
      const why = answered
        ? 'another answer came'
        : connection.isOpen
          ? `nothing like it came within ${step.within} ms`
          : connection.ending;
      return { ok: false, reason: why, received, missing: nearest(expected, received, compared) };
    }
    await connection.change(left);
  }
}

/** @param since only what arrived after this number counts */
export async function waitForNothing(
  step: ReceiveStep,
  connection: AccountConnection,
  captures: Captures,
  since: number,
): Promise<Found> {
  const expected = step.xml.trim() === '' ? undefined : readExpectation(step);
  const deadline = performance.now() + step.within;
  for (;;) {
    const received = connection.pending.filter(({ number }) => number > since);
    const unwanted = received.findIndex(
      (arrival) => expected === undefined || mismatchOf(expected, arrival, captures, step.exact).ok,
    );
    if (unwanted >= 0) {
      return { ok: false, reason: 'it came, though nothing of this may arrive', received, matched: unwanted };
    }
    const left = deadline - performance.now();
    if (left <= 0) return { ok: true, captures, received };
    if (!connection.isOpen) return { ok: false, reason: connection.ending, received };
    await connection.change(left);
  }
}

function readExpectation(step: ReceiveStep): XmlElement {
  const parsed = parse(step.xml);
  if (!parsed.ok) throw new Error(`The expectation cannot be read: line ${parsed.error.line}: ${parsed.error.plain}`);
  const [expected] = parsed.stanzas;
  if (!expected) throw new Error('The expectation is empty: write the stanza that must arrive.');
  return expected;
}

/** An iq is answered once (RFC 6120 section 8.2.3): when another answer to the same id came, there is nothing to wait for. */
function answersInstead(expected: XmlElement, arrival: PendingArrival): boolean {
  const actual = readStanza(arrival.text);
  if (actual === undefined || expected.local !== 'iq' || actual.local !== 'iq') return false;
  const value = (element: XmlElement, name: string) =>
    element.attributes.find((attribute) => attribute.name === name)?.value ?? '';
  const isAnswer = (element: XmlElement) => ['result', 'error'].includes(value(element, 'type'));
  const sameSender = value(expected, 'from') === '' || value(expected, 'from') === value(actual, 'from');
  return (
    isAnswer(expected) &&
    isAnswer(actual) &&
    sameSender &&
    value(expected, 'id') !== '' &&
    value(expected, 'id') === value(actual, 'id')
  );
}

/** The arrival with the fewest differences among those of the expected name; another only when there is none. */
function nearest(
  expected: XmlElement,
  received: readonly PendingArrival[],
  compared: ReadonlyMap<PendingArrival, Match>,
): Missing | undefined {
  let best: (Missing & { readonly distance: number }) | undefined;
  for (const [index, arrival] of received.entries()) {
    const found = compared.get(arrival);
    if (!found || found.ok) continue;
    const sameName = readStanza(arrival.text)?.local === expected.local;
    const distance = found.mismatches.length + (sameName ? 0 : 10_000);
    if (!best || distance <= best.distance) best = { nearest: index, mismatches: found.mismatches, distance };
  }
  return best && { nearest: best.nearest ?? 0, mismatches: best.mismatches };
}
