/** Which prompts and fields ask for a password: a page never tells readers to type a published one. */
import type { BrowserInstruction } from './types.ts';

const words = /pass(?:word|phrase|code)|retype|\bsecret\b|encryption key/i;

/** @param label a program's prompt, or the name of a field in a form */
export const asksForSecret = (label: string): boolean => words.test(label);

/** What stands in the place of a password that readers choose. */
const ownPassword = 'a password of your own';

/** An instruction as readers and pictures' texts have it: without the lab's own password. */
export const asWritten = (instruction: BrowserInstruction): string =>
  instruction.verb === 'fill' && instruction.secret
    ? instruction.text.replace(/ with "(?:[^"\\]|\\.)*"$/, ` with ${ownPassword}`)
    : instruction.text;
