/** Who told whom what, in the order of time: the data of a sequence diagram. */
import type { Arrow, SequenceData } from '../../../playground/console/types.ts';
import type { Arrival, StepResult } from '../../../playground/session/index.ts';
import { describe, parse } from '../../../playground/stanza/index.ts';

/** An account talks with its own server only; what comes from others comes through it. */
export function sequenceOf(results: readonly StepResult[]): SequenceData {
  const arrows: (Arrow & { readonly at: number })[] = [];
  for (const result of results) {
    if (result.kind === 'send' && result.sent) {
      arrows.push(arrowOf(result.account, serverOf(result.account), result.sent));
    }
    const arrival =
      result.kind === 'receive' && result.matched !== undefined ? result.received[result.matched] : undefined;
    if (result.kind === 'receive' && arrival) arrows.push(arrowOf(serverOf(result.account), result.account, arrival));
  }
  arrows.sort((one, other) => one.at - other.at);
  const accounts = [...new Set(results.flatMap((result) => (result.kind === 'shown' ? [] : [result.account])))];
  const servers = [...new Set(accounts.map(serverOf))];
  return { lifelines: [...accounts, ...servers], arrows: arrows.map(({ at: _at, ...arrow }) => arrow) };
}

function serverOf(account: string): string {
  return /@([^/]+)/.exec(account)?.[1] ?? 'montague.example';
}

function arrowOf(from: string, to: string, { text, at }: Arrival): Arrow & { readonly at: number } {
  const parsed = parse(text, { stream: true });
  const element = parsed.ok ? parsed.stanzas[0] : undefined;
  const { summary, type } = describe(text);
  const isError = type === 'error' || element?.name === 'stream:error';
  return { from, to, words: element === undefined ? 'broken XML' : summary, isError, at };
}
