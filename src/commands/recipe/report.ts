/** What a run of a recipe looks like in a terminal. */
import { styleText } from 'node:util';
import type { ReceiveResult, StepResult } from '../../../playground/session/index.ts';
import { format, type Mismatch } from '../../../playground/stanza/index.ts';
import type { Page } from '../../content/index.ts';
import type { ReceiveStep, Step } from '../../lesson/index.ts';

const signs = {
  passed: styleText('green', '✓'),
  failed: styleText('red', '✗'),
  skipped: styleText('yellow', '–'),
} as const;

/** A line for each step: `✓ line 20  romeo receives  2.3 ms`. */
export function stepLine(result: StepResult): string {
  const who = result.kind === 'shown' ? 'shown' : `${result.account} ${result.kind === 'send' ? 'sends' : 'receives'}`;
  const time = result.kind === 'receive' && result.roundTrip !== undefined ? `${result.roundTrip.toFixed(1)} ms` : '';
  const reason = result.reason === undefined ? '' : `: ${result.reason}`;
  return `  ${signs[result.status]} line ${String(result.line).padStart(3)}  ${who}  ${styleText('dim', time)}${reason}`;
}

/** The failure with file, line, the expectation with its differing places marked, and everything that arrived instead. */
export function failureText(page: Page, result: StepResult): string {
  const step = page.lesson.steps.find(({ id }) => id === result.id);
  const head = styleText('bold', `${page.path}:${lineOf(result, step)}: ${result.reason ?? 'failed'}`);
  if (result.kind !== 'receive' || step?.kind !== 'receive') return head;
  return [head, ...expectation(step, result), ...arrivals(result)].join('\n');
}

/** Where to look first: the line of the first difference, or that of the block. */
function lineOf(result: StepResult, step: Step | undefined): number {
  const first = result.kind === 'receive' ? result.missing?.mismatches[0] : undefined;
  return first && step ? step.line + first.at.line : result.line;
}

function expectation(step: ReceiveStep, result: ReceiveResult): string[] {
  if (step.xml.trim() === '') return ['  expected: nothing'];
  const mismatches = result.missing?.mismatches ?? [];
  const marked = step.xml.split('\n').flatMap((text, index) => {
    const here = mismatches.filter(({ at }) => at.line === index + 1);
    return [`  ${String(step.line + index + 1).padStart(4)} | ${text}`, ...here.map(pointer)];
  });
  return [step.nothing ? '  not expected:' : '  expected:', ...marked];
}

function pointer({ at, plain }: Mismatch): string {
  return styleText('red', `       | ${' '.repeat(at.column - 1)}^ ${plain}`);
}

function arrivals({ received, missing, matched }: ReceiveResult): string[] {
  if (received.length === 0) return ['  nothing arrived'];
  const nearest = missing?.nearest ?? matched;
  return received.flatMap(({ text }, index) => {
    const laidOut = format(text, { stream: true });
    const lines = (laidOut.ok ? laidOut.text : text).split('\n');
    const title = index === nearest && received.length > 1 ? 'arrived, the nearest:' : 'arrived:';
    return [`  ${title}`, ...lines.map((line) => styleText('yellow', `         ${line}`))];
  });
}
