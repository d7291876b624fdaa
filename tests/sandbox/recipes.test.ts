/** Every recipe and every lesson runs in the sandbox and on native Prosody, in both versions, and every connection is sent the same stanzas. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type Account,
  capulet,
  montague,
  type ServerConfig,
  versions,
  withVersion,
} from '../../playground/sandbox/node.ts';
import { freshNames } from '../../playground/session/index.ts';
import { contentFolder, findStanzaPages, readRecipe } from '../../src/content/index.ts';
import { recipeSteps } from '../../src/lesson/index.ts';
import { describeDifference, difference } from './differ.ts';
import { type Pair, startPair } from './differential.ts';
import { nativeProblem, releases } from './native-packages.ts';
import { playRecipe } from './play-recipe.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

// A lesson has a name and a password in base64, where fresh names cannot reach: it would compare two refusals.
const inBase64 = 'content/lessons/a-stream-by-hand.mdx';
const paths = (await findStanzaPages(contentFolder, [])).filter((path) => path !== inBase64);
/** Each recipe has accounts, rooms and nodes of its own, so that one pair of servers serves them all. */
const marks = paths.map((_, at) => `r${at}x`);

const problems = await Promise.all(releases.map((release) => nativeProblem(release)));
const runs = versions.map(({ version, name }, at) => ({ version, name, problem: problems[at] ?? null }));
for (const { name, problem } of runs)
  if (problem) console.warn(`SKIPPED: the recipes against native ${name}. ${problem}`);

describe.each(runs)('recipes answered as by native $name', ({ version, problem }) => {
  const of = (server: ServerConfig) => withAccounts({ ...server, config: withVersion(server.config, version) });
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
        names: freshNames({ hosts, mark }),
      };
      const steps = recipeSteps(page.lesson);
      const [sandbox, native] = await Promise.all([
        playRecipe(pair.sandbox, steps, stage),
        playRecipe(pair.native, steps, stage),
      ]);
      expect(sandbox.steps).toEqual(native.steps);
      expect(sandbox.heard.map(({ who }) => who)).toEqual(native.heard.map(({ who }) => who));
      const found = sandbox.heard.flatMap(({ who, lines, isCut }, at) => {
        const other = native.heard[at]?.lines ?? [];
        const end = isCut ? Math.min(lines.length, other.length) : undefined;
        const place = { where: path, who, sent: 'in the whole recipe' };
        return difference(place, lines.slice(0, end), other.slice(0, end)) ?? [];
      });
      if (found.length > 0) expect.fail(found.map(describeDifference).join('\n\n'));
    },
  );
});

/** The same people once more for each recipe, with the same passwords; romeo is the administrator each time. */
function withAccounts(server: ServerConfig): ServerConfig {
  const { accounts = [], config } = server;
  const all: Account[] = marks.flatMap((mark) =>
    accounts.map((account) => ({ ...account, jid: account.jid.replace('@', `-${mark}@`) })),
  );
  const admins = marks.map((mark) => `"romeo-${mark}@${server.name}"`).join('; ');
  return { ...server, accounts: all, config: config.replace(/^admins = .*$/m, `admins = { ${admins} }`) };
}
