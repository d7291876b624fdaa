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
}

export interface ServerUse {
  readonly server: ServerName;
  readonly uses: readonly Use[];
}

const line = /^(.+): (\d+) clients, (\d+) MB, (\d+\.\d+) processor seconds, (\d+) open files$/gm;

export const usesIn = (output: string): readonly Use[] =>
  [...output.matchAll(line)].map(([, when = '', clients, megabytes, seconds, files]) => ({
    when,
    clients: Number(clients),
    megabytes: Number(megabytes),
    seconds: Number(seconds),
    files: Number(files),
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
