/** What a kind of fence is, and what all kinds read alike. */
import { servers } from '../servers.ts';
import type { PageKind, ServerName, Step } from '../types.ts';
import type { FenceReader } from './fence-reader.ts';

/** Machine names of the page, each with its image. */
export type Machines = Readonly<Record<string, string>>;

/** One kind of fence. A new kind is one of these, listed in `index.ts`. */
export interface FenceKind {
  /** As errors call it: `an "sh run" block`. */
  readonly name: string;
  /** The option or language that makes a fence one of this kind; on a page that runs nothing it is an error. */
  readonly word: string;
  /** What such a page can write in its place, in a sentence. */
  readonly instead?: string;
  /** On which pages that run it may stand. */
  readonly pages: readonly PageKind[];
  /** Whether a fence is of this kind, by its language and options alone. */
  readonly is: (reader: FenceReader) => boolean;
  /** The step, or complaints. Reads every option that the kind has; `id` is given when all fences are read. */
  readonly read: (reader: FenceReader, machines: Machines) => Step;
}

export const onMachines: readonly PageKind[] = ['guide', 'drill'];
export const anywhere: readonly PageKind[] = ['guide', 'drill', 'recipe', 'lesson'];

const userName = /^[a-z_][a-z0-9_-]*$/;

/** What all kinds of steps share. */
export const base = (reader: FenceReader): Pick<Step, 'id' | 'line' | 'fence' | 'heading' | 'hidden' | 'skip'> => {
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

/** What steps on machines share. */
export const machineBase = (reader: FenceReader): ReturnType<typeof base> & Pick<Step, 'drill' | 'lab' | 'for'> => {
  const shared = base(reader);
  const lab = reader.text('lab', '"what the lab does in the place of somebody else"');
  if (lab?.trim() === '') reader.complain('lab needs words: write lab="your friend has an account".');
  const only = serversOf(reader);
  return {
    ...shared,
    hidden: shared.hidden || lab !== undefined,
    ...(reader.word('drill') ? { drill: true } : {}),
    ...(lab === undefined ? {} : { lab }),
    ...(only === undefined ? {} : { for: only }),
  };
};

/** `for=prosody` or `for=prosody,ejabberd`. */
const serversOf = (reader: FenceReader): readonly ServerName[] | undefined => {
  const names = reader.text('for', 'prosody')?.split(',');
  if (names === undefined) return undefined;
  const known = servers.filter((server) => names.includes(server));
  if (known.length !== names.length)
    reader.complain(`for=${names.join(',')}: name servers with commas between them: ${servers.join(', ')}.`);
  return known;
};

/** @param what a command: `write a command into it` */
export const complainIfEmpty = (reader: FenceReader, what: string): void => {
  if (reader.fence.text.trim() === '') reader.complain(`The block is empty: write ${what} into it, or take it out.`);
};

/** The Unix user of `as=`. */
export const user = (reader: FenceReader, usual: string): string => reader.matching('as', userName, 'root') ?? usual;

/** The machine of `on=`, or the preferred one; a page with one machine need not name it. */
export const machine = (reader: FenceReader, machines: Machines, preferred: 'server' | 'laptop'): string => {
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
