/** From one fence to the step that it stands for. */
import { parse } from '../../../playground/stanza/index.ts';
import type {
  BrowserStep,
  ExpectedOutput,
  FileStep,
  PatchStep,
  ReceiveStep,
  SendStep,
  ShellStep,
  ShownStep,
  ZoneStep,
} from '../types.ts';
import { parseAnswers } from './answers.ts';
import { parseInstructions } from './browser.ts';
import type { FenceReader } from './fence-reader.ts';
import { patchProblem } from './patch.ts';
import { parseZone } from './zone/zone.ts';

/** What all kinds of steps share; `id` is given when all fences are read. */
type Base = Pick<ShellStep, 'id' | 'line' | 'fence' | 'heading' | 'hidden' | 'skip'>;
export type Machines = Readonly<Record<string, string>>;

const userName = /^[a-z_][a-z0-9_-]*$/;
const filePath = /^(\/|~\/)[^\s]*[^\s/]$/;
// A node of an address, with the server or the device where the page needs several.
const account = /^[a-z][a-z0-9._-]*(@[a-z0-9.-]+)?(\/\S+)?$/;

const base = (reader: FenceReader): Base => {
  const { line, start, heading } = reader.fence;
  const skip = reader.text('skip', '"why it is not run"');
  if (skip?.trim() === '') reader.complain('skip needs its reason: write skip="why it is not run".');
  return {
    id: '',
    line,
    fence: start,
    heading,
    hidden: reader.word('hidden'),
    ...(skip === undefined ? {} : { skip }),
  };
};

const complainIfEmpty = (reader: FenceReader, what: string): void => {
  if (reader.fence.text.trim() === '') reader.complain(`The block is empty: write ${what} into it, or take it out.`);
};

const machine = (reader: FenceReader, machines: Machines, preferred: string): string => {
  const names = Object.keys(machines);
  const asked = reader.text('on', preferred);
  if (asked !== undefined) {
    if (!names.includes(asked)) {
      reader.complain(
        `The page has no machine "${asked}". Add it to the frontmatter (machines: { ${asked}: debian-13 }) or choose one of: ${names.join(', ')}.`,
      );
    }
    return asked;
  }
  if (names.includes(preferred)) return preferred;
  const [only] = names;
  if (names.length === 1 && only !== undefined && preferred === 'server') return only;
  reader.complain(
    preferred === 'server'
      ? `Say where it runs: on=${names[0] ?? 'server'} (the page has: ${names.join(', ')}).`
      : `It runs on a machine "${preferred}", which the page does not have: add it to machines in the frontmatter (${preferred}: debian-13), or say on=....`,
  );
  return preferred;
};

export const shellStep = (reader: FenceReader, machines: Machines): ShellStep => {
  reader.word('run');
  const exit = reader.matching('exit', /^\d{1,3}$/, '1');
  if (exit !== undefined && Number(exit) > 255) reader.complain(`exit=${exit}: an exit status is 0 to 255.`);
  const answers = reader.text('answers', '"Password: -> rosaline"');
  const within = reader.duration('within');
  const step: ShellStep = {
    ...base(reader),
    kind: 'shell',
    command: reader.fence.text,
    exit: Number(exit ?? 0),
    on: machine(reader, machines, 'server'),
    as: reader.matching('as', userName, 'root') ?? 'admin',
    ...(within === undefined ? {} : { within }),
    timeout: reader.duration('timeout') ?? 120_000,
    answers: answers === undefined ? [] : parseAnswers(answers),
  };
  complainIfEmpty(reader, 'a command');
  if (reader.fence.text.startsWith('$ ')) {
    reader.complain('A command is written without its prompt: take the "$ " away.', 1);
  }
  return step;
};

export const outputOf = (reader: FenceReader): ExpectedOutput => {
  reader.word('output');
  if (reader.has('skip'))
    reader.complain('An output block is not run by itself: put skip="..." at the sh block above it.');
  reader.text('skip', '');
  return {
    text: reader.fence.text,
    line: reader.fence.line,
    fence: reader.fence.start,
    hidden: reader.word('hidden'),
  };
};

const pathOf = (reader: FenceReader): string => {
  const path = reader.text('file', '/etc/motd') ?? '';
  if (!filePath.test(path)) {
    reader.complain(`file="${path}" must be a whole path, such as file=/etc/motd or file=~/.bashrc, without blanks.`);
  }
  return path;
};

const withFinalNewline = (text: string): string => (text === '' ? '' : `${text}\n`);

export const fileStep = (reader: FenceReader, machines: Machines): FileStep => {
  const mode = reader.matching('mode', /^0?[0-7]{3,4}$/, '0640');
  const owner = reader.matching('owner', /^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/, 'root:prosody');
  return {
    ...base(reader),
    kind: 'file',
    path: pathOf(reader),
    language: reader.fence.language,
    content: withFinalNewline(reader.fence.text),
    on: machine(reader, machines, 'server'),
    as: reader.matching('as', userName, 'root') ?? 'root',
    ...(mode === undefined ? {} : { mode }),
    ...(owner === undefined ? {} : { owner }),
  };
};

export const patchStep = (reader: FenceReader, machines: Machines): PatchStep => {
  const step: PatchStep = {
    ...base(reader),
    kind: 'patch',
    path: pathOf(reader),
    diff: withFinalNewline(reader.fence.text),
    on: machine(reader, machines, 'server'),
    as: reader.matching('as', userName, 'root') ?? 'root',
  };
  const problem = patchProblem(reader.fence.text);
  if (problem) reader.complain(problem.plain, problem.line);
  return step;
};

export const zoneStep = (reader: FenceReader): ZoneStep => {
  const { records, complaints } = parseZone(reader.fence.text);
  const step: ZoneStep = {
    ...base(reader),
    kind: 'zone',
    remove: reader.word('remove'),
    text: reader.fence.text,
    records,
  };
  for (const { line, plain } of complaints) reader.complain(plain, line);
  if (complaints.length === 0 && records.length === 0) {
    reader.complain('The block is empty: write a record into it, such as: xmpp A 198.51.100.10');
  }
  return step;
};

export const browserStep = (reader: FenceReader, machines: Machines): BrowserStep => {
  const { instructions, complaints } = parseInstructions(reader.fence.text, reader.fence.line);
  const step: BrowserStep = {
    ...base(reader),
    kind: 'browser',
    instructions,
    on: machine(reader, machines, 'laptop'),
  };
  for (const { line, plain } of complaints) reader.complain(plain, line);
  if (complaints.length === 0) complainIfEmpty(reader, 'an instruction, such as: Open "https://xmpp.example.com/"');
  return step;
};

const accountOf = (reader: FenceReader): string => {
  if (!reader.has('as')) reader.complain('Say whose session it is: as=romeo.');
  return reader.matching('as', account, 'romeo (or romeo/phone, romeo@montague.example)') ?? '';
};

export const sendStep = (reader: FenceReader): SendStep => {
  reader.word('send');
  complainIfEmpty(reader, 'the stanza that is sent');
  return { ...base(reader), kind: 'send', as: accountOf(reader), xml: reader.fence.text };
};

/** What is sent may be broken on purpose; what is expected must be read to be compared. */
const complainUnlessOneStanza = (reader: FenceReader): void => {
  const parsed = parse(reader.fence.text);
  if (!parsed.ok) reader.complain(parsed.error.plain, parsed.error.line);
  else if (parsed.stanzas.length !== 1) {
    reader.complain(
      `A block expects one stanza; here are ${parsed.stanzas.length}. Make one "xml receive" block for each.`,
    );
  }
};

export const receiveStep = (reader: FenceReader): ReceiveStep => {
  reader.word('receive');
  const exact = reader.word('exact');
  const nothing = reader.word('nothing');
  if (exact && nothing) reader.complain('"exact" and "nothing" contradict each other: keep one of them.');
  if (reader.fence.text.trim() !== '') complainUnlessOneStanza(reader);
  else if (!nothing)
    reader.complain('The block is empty: write the stanza that must arrive, or say "nothing" when none may.');
  return {
    ...base(reader),
    kind: 'receive',
    as: accountOf(reader),
    xml: reader.fence.text,
    within: reader.duration('within') ?? 5000,
    exact,
    nothing,
  };
};

export const shownStep = (reader: FenceReader): ShownStep => {
  const { skip = '', ...rest } = base(reader);
  return { ...rest, kind: 'shown', language: reader.fence.language, text: reader.fence.text, skip };
};
