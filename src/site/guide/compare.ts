/** What the runs measured of each server, side by side. Every figure is read from evidence or counted in the pages; nothing is typed in. */
import type { RunPage } from '../../content/index.ts';
import { type GuideEvidence, type ServerName, type Step, servers } from '../../lesson/index.ts';
import { isForReader } from './reader-steps.ts';

/** A line of a table: what it is about, and a figure for each server. */
export type Row = readonly [what: string, figures: readonly string[]];

/** Bytes of the machine that the server runs on, at the end of a page. */
interface Size {
  readonly memory: number | undefined;
  readonly disk: number | undefined;
}

export interface Measured {
  readonly server: ServerName;
  /** As the server names itself in the newest run. */
  readonly version: string | undefined;
  /** ISO date of the run of the page `install`. */
  readonly date: string | undefined;
  /** What its guide downloads in addition to Debian's packages. */
  readonly downloads: readonly string[];
  /** How many packages the page `install` brought. */
  readonly packages: number | undefined;
  readonly installed: Size;
  /** At the end of the last page of the stage "Set up". */
  readonly setUp: Size & { readonly page: RunPage | undefined };
  /** Milliseconds that the machines worked for the pages of the stage; undefined when one has no evidence. */
  readonly duration: number | undefined;
  /** What a reader does in the stage. */
  readonly steps: { readonly commands: number; readonly files: number; readonly browser: number };
  /** Lines of configuration that the pages of the stage write, and lines that they take out. */
  readonly lines: { readonly added: number; readonly removed: number };
}

/** The evidence is about the page as it is: other figures would belong to another page. */
const current = (page: RunPage | undefined): GuideEvidence | undefined =>
  page === undefined || page.state === 'changed' ? undefined : page.evidence;

function sizeOf(evidence: GuideEvidence | undefined): Size {
  const machine = evidence?.machines.find(({ name }) => name === 'server');
  return { memory: machine?.memory, disk: machine?.disk };
}

const isCode = (line: string): boolean => line.trim() !== '' && !/^\s*(--|#|\/\/|;|<!--)/.test(line);

function linesOf(step: Step): { readonly added: number; readonly removed: number } {
  if (step.kind === 'file' && step.path.startsWith('/etc/')) {
    return { added: step.content.split('\n').filter(isCode).length, removed: 0 };
  }
  if (step.kind !== 'patch') return { added: 0, removed: 0 };
  const lines = step.diff.split('\n').filter((line) => !/^(\+\+\+|---)/.test(line));
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign) && isCode(line.slice(1))).length;
  return { added: count('+'), removed: count('-') };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** @param guides in the order in which they build on each other */
export function measuredOf(guides: readonly RunPage[]): readonly Measured[] {
  return servers.map((server) => {
    const pages = guides.filter(({ lesson }) => lesson.server === server && lesson.stage === 'set-up');
    const install = pages.find(({ lesson }) => lesson.slug.endsWith('/install'));
    const evidence = current(install);
    const last = pages.at(-1);
    const all = pages.map(current);
    const steps = pages.flatMap(({ lesson }) => lesson.steps).filter(isForReader);
    const lines = steps.filter((step) => 'on' in step && step.on === 'server').map(linesOf);
    const count = (...kinds: readonly Step['kind'][]) => steps.filter(({ kind }) => kinds.includes(kind)).length;
    return {
      server,
      version: all.findLast((one) => one?.server !== undefined)?.server?.version,
      date: evidence?.date,
      downloads: [...new Set(pages.flatMap(({ lesson }) => lesson.downloads.map(({ url }) => new URL(url).hostname)))],
      packages: evidence?.machines.find(({ name }) => name === 'server')?.packages.length,
      installed: sizeOf(evidence),
      setUp: { ...sizeOf(current(last)), page: last },
      duration: all.includes(undefined) ? undefined : sum(all.map((one) => one?.duration ?? 0)),
      steps: { commands: count('shell'), files: count('file', 'patch'), browser: count('browser') },
      lines: { added: sum(lines.map(({ added }) => added)), removed: sum(lines.map(({ removed }) => removed)) },
    };
  });
}
