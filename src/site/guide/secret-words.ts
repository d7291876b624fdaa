/** What a page says in the place of a password: never "type this one". */
import type { Answer, BrowserInstruction, Step } from '../../lesson/index.ts';

/** Kinds of secrets by the words of who asks, the most exact first. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/passphrase/i, 'passphrase'],
  [/encryption key/i, 'key'],
  [/passcode/i, 'passcode'],
  [/\bsecret\b/i, 'secret'],
];

/** A password that is asked for twice. */
export const again = 'the same again';

interface Secret {
  /** What asks: a prompt, or the name of a field. */
  readonly asks: string;
  readonly text: string;
}

export function secretOf(asked: Answer | BrowserInstruction): Secret | undefined {
  if ('verb' in asked)
    return asked.verb === 'fill' && asked.secret ? { asks: asked.label, text: asked.value } : undefined;
  return asked.secret ? { asks: asked.prompt ?? '', text: asked.text } : undefined;
}

function askedIn(step: Step): readonly (Answer | BrowserInstruction)[] {
  if (step.kind === 'shell') return step.answers;
  return step.kind === 'browser' ? step.instructions : [];
}

/**
 * "a password of your own" where it is asked for the first time on the page, "the same again" where it is repeated, "the same
 * password as before" in a later step.
 * @param steps of the page, in its order
 * @param at which question of the step, from 0
 */
export function secretWords(steps: readonly Step[], step: Step, at: number): string | undefined {
  const asked = askedIn(step);
  const found = asked[at];
  const secret = found && secretOf(found);
  if (secret === undefined) return undefined;
  const kind = kinds.find(([words]) => words.test(secret.asks))?.[1] ?? 'password';
  const isSame = (other: Answer | BrowserInstruction) => secretOf(other)?.text === secret.text;
  if (asked.slice(0, at).some(isSame)) return again;
  const before = steps.slice(0, steps.indexOf(step));
  return before.some((other) => askedIn(other).some(isSame))
    ? `the same ${kind} as before on this page`
    : `a ${kind} of your own`;
}
