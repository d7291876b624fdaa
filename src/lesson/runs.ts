/** How the lab runs a page: whole, and on its reader's path; and once for each server, when it is about several. */
import { brokenOnly, drillRuns } from './drill/index.ts';
import { hashOf } from './hash.ts';
import { displayName, servers } from './servers.ts';
import type { Lesson, ServerName, Step } from './types.ts';

/**
 * Whether a reader does the step: no fault made on purpose and no folded check. What the lab does in the place of
 * somebody else stays: for the reader, it is there already.
 */
export const isOnReadersPath = ({ drill, hidden, lab }: Step): boolean => !drill && (!hidden || lab !== undefined);

/** Guides, and drills that are not in the tab. */
export const runsOnMachines = ({ kind, drill }: Lesson): boolean =>
  kind === 'guide' || (kind === 'drill' && drill === undefined);

/**
 * The lessons that the lab runs for a page, each with a slug of its own: `guides/prosody/install` and
 * `guides/prosody/install@reader`; of a page with `afters`, `guides/any/ladder@prosody` and `guides/any/ladder@prosody.reader`
 * and so on. Of a drill, `drills/a` is the run of its solution, and `drills/a@wrong1` that of its first wrong fix. Steps keep their
 * ids.
 */
export const runsOf = (lesson: Lesson): readonly Lesson[] => {
  if (!runsOnMachines(lesson)) return [lesson];
  if (lesson.kind === 'drill') return drillRuns(lesson).map(hashed);
  return wholeRuns(lesson).flatMap((whole) => [whole, readersPath(whole)]);
};

/** `guides/any/ladder` of `guides/any/ladder@prosody.reader`. */
export const pageSlug = (slug: string): string => slug.replace(/@.*$/, '');

/** What tells a run from the others of its page, in words: "Prosody, the reader's path"; '' for a page's only whole run. */
export const runName = ({ afters, server, reader, slug, tried }: Lesson): string => {
  if (tried !== undefined) return `what does not help: ${tried}`;
  const named = server !== undefined && (afters !== undefined || /@(?!reader$)/.test(slug));
  return [named ? displayName(server) : '', reader ? "the reader's path" : ''].filter((part) => part !== '').join(', ');
};

/** A run as messages name it: `guides/prosody/install@reader (the reader's path)`; a page's only whole run by its slug alone. */
export const runLabel = (slug: string): string => {
  const [, run = ''] = slug.split('@');
  const [first = '', second] = run.split('.');
  const server = servers.find((name) => name === first);
  const isReader = first === 'reader' || second === 'reader';
  const words = [server === undefined ? '' : displayName(server), isReader ? "the reader's path" : ''];
  const wrong = /^wrong(\d+)$/.exec(first)?.[1];
  if (wrong !== undefined) return `${slug} (wrong fix ${wrong})`;
  const told = words.filter((word) => word !== '').join(', ');
  return told === '' ? slug : `${slug} (${told})`;
};

const wholeRuns = (lesson: Lesson): readonly Lesson[] => {
  const { afters, ...rest } = lesson;
  if (afters === undefined) return [lesson];
  return servers.flatMap((server) => {
    const after = afters[server];
    return after === undefined
      ? []
      : [hashed({ ...rest, slug: `${rest.slug}@${server}`, server, after, steps: ofServer(rest.steps, server) })];
  });
};

const ofServer = (steps: readonly Step[], server: ServerName): readonly Step[] =>
  steps.filter((step) => step.for === undefined || step.for.includes(server));

const readersPath = (whole: Lesson): Lesson =>
  hashed({
    ...whole,
    slug: `${whole.slug}${whole.slug.includes('@') ? '.' : '@'}reader`,
    ...(whole.after === undefined ? {} : { after: `${whole.after}${whole.after.includes('@') ? '.' : '@'}reader` }),
    reader: true,
    steps: whole.steps.filter(isOnReadersPath),
  });

/** Of a drill on machines, what brings the fault about and nothing more: where the reader begins. */
export const brokenMachines = (lesson: Lesson): Lesson => hashed(brokenOnly(lesson));

const hashed = ({ hash: _, ...lesson }: Omit<Lesson, 'hash'> & { hash?: string }): Lesson => ({
  ...lesson,
  hash: hashOf(lesson),
});
