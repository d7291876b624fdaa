/** What the runs of the pages about capacity measured, read from what its program `xmpp-cost` printed. Nothing is typed in. */
import type { RunPage } from '../../content/index.ts';
import type { ServerName } from '../../lesson/index.ts';

/** One line of `xmpp-cost`: what a server and its database used, since their last start. */
export interface Use {
  /** At which moment: `500 are in`. */
  readonly when: string;
  readonly clients: number;
  readonly megabytes: number;
  /** Of one processor. */
  readonly seconds: number;
  readonly files: number;
  /** Of all programs on the server's machine; undefined where the page did not ask. */
  readonly machine: number | undefined;
}

export interface ServerUse {
  readonly server: ServerName;
  readonly uses: readonly Use[];
}

const line =
  /^(.+): (\d+) clients, (\d+) MB, (\d+\.\d+) processor seconds, (\d+) open files(?:, (\d+) MB on the machine)?$/gm;

export const usesIn = (output: string): readonly Use[] =>
  [...output.matchAll(line)].map(([, when = '', clients, megabytes, seconds, files, machine]) => ({
    when,
    clients: Number(clients),
    megabytes: Number(megabytes),
    seconds: Number(seconds),
    files: Number(files),
    machine: machine === undefined ? undefined : Number(machine),
  }));

/** Of each server that has a page `capacity` whose whole run passed on the page as it is: figures of another page would not be this one's. */
export const capacityOf = (guides: readonly RunPage[]): readonly ServerUse[] =>
  guides.flatMap(({ lesson: { server, slug }, evidence, state }) =>
    server === undefined ||
    slug !== `guides/${server}/capacity` ||
    evidence === undefined ||
    state === 'changed' ||
    state === 'failed'
      ? []
      : [{ server, uses: evidence.steps.flatMap(({ output = '' }) => usesIn(output)) }],
  );

export const useAt = ({ uses }: ServerUse, when: string): Use | undefined => uses.find((use) => use.when === when);

/** Milliseconds of a processor for each of `count`, between two moments without a restart between them. */
export function each(server: ServerUse, from: string, to: string, count: number): number | undefined {
  const [before, after] = [useAt(server, from), useAt(server, to)];
  return before === undefined || after === undefined ? undefined : ((after.seconds - before.seconds) * 1000) / count;
}

/** Of the crowds that a page lets in one after the other, in people. */
export const crowds = [0, 100, 500, 1000, 2000] as const;

/** The moment at which so many people are in, as the pages call it. */
export const whenIn = (people: number): string => `${people === 0 ? 'nobody is' : `${people} are`} in`;

/**
 * The largest crowd with which the programs of the machine never took more than this, neither with the smaller ones nor
 * when it came back after a restart; undefined where that was not measured.
 * @param most megabytes
 */
export function largestCrowd(server: ServerUse, most: number): number | undefined {
  const tried = crowds.filter((people) => useAt(server, whenIn(people))?.machine !== undefined);
  return tried.findLast((people) =>
    server.uses.every(({ clients, machine }) => clients > people || machine === undefined || machine <= most),
  );
}
