/** Pages of steps run in the sandbox and on native Prosody, in both versions, and every connection is sent the same stanzas. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Account,
  capulet,
  montague,
  type ServerConfig,
  versions,
  withVersion,
} from '../../playground/sandbox/node.ts';
import { freshNames, sameNames } from '../../playground/session/index.ts';
import { contentFolder, readRecipe } from '../../src/content/index.ts';
import { recipeSteps } from '../../src/lesson/index.ts';
import { describeDifference, difference } from './differ.ts';
import { type Pair, startPair } from './differential.ts';
import { nativeProblem, releases } from './native-packages.ts';
import { type Manner, playRecipe } from './play-recipe.ts';

const problems = await Promise.all(releases.map((release) => nativeProblem(release)));
const runs = versions.map(({ version, name }, at) => ({ version, name, problem: problems[at] ?? null }));

export interface Pages {
  /** What they are, in words: `recipes`. */
  readonly what: string;
  readonly paths: readonly string[];
  readonly manner: Manner;
  /** The one page, if any, whose names cannot be replaced by others. */
  readonly withOwnNames?: string;
}

export function comparePages({ what, paths, manner, withOwnNames }: Pages): void {
  /** Each page has accounts, rooms and nodes of its own, so that one pair of servers serves them all. */
  const marks = paths.map((path, at) => (path === withOwnNames ? '' : `r${at}x`));
  for (const { name, problem } of runs)
    if (problem) console.warn(`SKIPPED: the ${what} against native ${name}. ${problem}`);

  describe.each(runs)(`${what} answered as by native $name`, ({ version, problem }) => {
    const of = (server: ServerConfig) =>
      withAccounts({ ...server, config: withVersion(server.config, version) }, marks);
    const servers = [of(montague), of(capulet)] as const;
    let pair: Pair;
    beforeAll(async () => {
      if (problem === null) pair = await startPair(...servers);
    });
    afterAll(() => pair?.stop());

    test.skipIf(problem !== null).each(paths.map((path, at) => ({ path, mark: marks[at] as string })))(
      '$path',
      async ({ path, mark }) => {
        const page = await readRecipe(contentFolder, path);
        if (!('lesson' in page)) throw new Error(page.map(({ line, plain }) => `${path}:${line}: ${plain}`).join('\n'));
        const hosts = Object.fromEntries(servers.map(({ name }) => [name, name]));
        const stage = {
          servers: servers.map(({ name }) => name),
          accounts: servers.flatMap(({ accounts = [] }) => accounts),
          names: mark === '' ? sameNames : freshNames({ hosts, mark }),
        };
        const steps = recipeSteps(page.lesson);
        const [sandbox, native] = await Promise.all([
          playRecipe(pair.sandbox, steps, stage, manner),
          playRecipe(pair.native, steps, stage, manner),
        ]);
        expect(sandbox.steps).toEqual(native.steps);
        expect(sandbox.steps.filter((step) => step.includes(': failed'))).toEqual([]);
        expect(sandbox.heard.map(({ who }) => who)).toEqual(native.heard.map(({ who }) => who));
        const found = sandbox.heard.flatMap(({ who, lines, isCut }, at) => {
          const other = native.heard[at]?.lines ?? [];
          const end = isCut ? Math.min(lines.length, other.length) : undefined;
          const place = { where: path, who, sent: 'on the whole page' };
          return difference(place, lines.slice(0, end), other.slice(0, end)) ?? [];
        });
        if (found.length > 0) expect.fail(found.map(describeDifference).join('\n\n'));
      },
    );
  });
}

/** The same people once more for each page that has a mark, with the same passwords; romeo is the administrator each time. */
function withAccounts(server: ServerConfig, marks: readonly string[]): ServerConfig {
  const { accounts = [], config } = server;
  const all: Account[] = marks.flatMap((mark) =>
    accounts.map((account) => ({ ...account, jid: account.jid.replace('@', `${suffix(mark)}@`) })),
  );
  const admins = marks.map((mark) => `"romeo${suffix(mark)}@${server.name}"`).join('; ');
  return { ...server, accounts: all, config: config.replace(/^admins = .*$/m, `admins = { ${admins} }`) };
}

const suffix = (mark: string): string => (mark === '' ? '' : `-${mark}`);
