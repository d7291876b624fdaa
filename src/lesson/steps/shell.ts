/** `sh run`: a command, with what is typed at its prompts; and `text output`, what it must print. */
import { asksForSecret } from '../secrets.ts';
import type { Answer, ExpectedOutput, ShellStep } from '../types.ts';
import {
  complainIfEmpty,
  type FenceKind,
  type Machines,
  machine,
  machineBase,
  onMachines,
  user,
} from './fence-kind.ts';
import type { FenceReader } from './fence-reader.ts';

/** Languages under which people write commands; only `sh` runs. */
export const shellLanguages: ReadonlySet<string> = new Set([
  'sh',
  'bash',
  'shell',
  'zsh',
  'console',
  'shellsession',
  'terminal',
]);

const readShell = (reader: FenceReader, machines: Machines): ShellStep => {
  const { language, text } = reader.fence;
  if (language !== 'sh')
    reader.complain(`Write sh instead of ${language || 'no language'}: commands run in bash under that name.`);
  reader.word('run');
  const exit = reader.matching('exit', /^\d{1,3}$/, '1');
  if (exit !== undefined && Number(exit) > 255) reader.complain(`exit=${exit}: an exit status is 0 to 255.`);
  const answers = reader.text('answers', '"Password: -> rosaline"');
  const within = reader.duration('within');
  const step: ShellStep = {
    ...machineBase(reader),
    kind: 'shell',
    command: text,
    exit: Number(exit ?? 0),
    on: machine(reader, machines, 'server'),
    as: user(reader, 'admin'),
    ...(within === undefined ? {} : { within }),
    timeout: reader.duration('timeout') ?? 120_000,
    answers: answers === undefined ? [] : parseAnswers(answers),
  };
  complainIfEmpty(reader, 'a command');
  if (text.startsWith('$ ')) reader.complain('A command is written without its prompt: take the "$ " away.', 1);
  return step;
};

export const shell: FenceKind = {
  name: 'an "sh run" block',
  word: 'run',
  pages: onMachines,
  is: (reader) => reader.has('run') || (shellLanguages.has(reader.fence.language) && reader.has('skip')),
  read: readShell,
};

/** The `text output` block that belongs to the step above it. */
export const readOutput = (reader: FenceReader): ExpectedOutput => {
  reader.word('output');
  if (reader.has('skip'))
    reader.complain('An output block is not run by itself: put skip="..." at the sh block above it.');
  reader.text('skip', '');
  const { text, line, start } = reader.fence;
  const output = { text, line, fence: start, hidden: reader.word('hidden') };
  reader.finish('a "text output" block');
  return output;
};

/**
 * Splits `Password: -> rosaline | Retype -> rosaline | ^D` into answers. ` | ` stands between two answers, ` -> ` between the
 * prompt and what is typed there.
 */
const parseAnswers = (value: string): Answer[] => {
  const answers = value.split(/\s\|(?=\s|$)/).map((part) => {
    const arrow = part.search(/(?:^|\s)->(?:\s|$)/);
    if (arrow === -1) return answer(undefined, part.trim());
    const prompt = part.slice(0, arrow).trim();
    return answer(prompt, part.slice(part.indexOf('->', arrow) + 2).trim());
  });
  // "Enter it again:" does not say that it asks for a password.
  const secrets = new Set(answers.filter(({ secret }) => secret).map(({ text }) => text));
  return answers.map((one) => (secrets.has(one.text) ? { ...one, secret: true } : one));
};

const answer = (prompt: string | undefined, text: string): Answer => ({
  ...(prompt ? { prompt } : {}),
  text,
  typed: keys.get(text) ?? `${text}\r`,
  ...(prompt && text !== '' && !keys.has(text) && asksForSecret(prompt) ? { secret: true } : {}),
});

const keys: ReadonlyMap<string, string> = new Map([
  ['^C', '\u0003'],
  ['^D', '\u0004'],
]);
