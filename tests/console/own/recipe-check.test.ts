import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, whenOnline } from '../../../playground/console/own/errand.ts';
import {
  checkRecipes,
  type Players,
  type Recipe,
  type RecipeOutcome,
  survey,
} from '../../../playground/console/own/recipe-check.ts';
import { open } from '../../../playground/session/index.ts';
import { listPages } from '../../../src/content/index.ts';
import { recipeSteps } from '../../../src/lesson/index.ts';
import { nativeProblem } from '../../sandbox/native-packages.ts';
import { type NativeWebSocket, startNativeWebSocket } from './native-web-socket.ts';

const problem = await nativeProblem();
const password = 'a password of their own';
const people = ['alice', 'bob', 'carol'] as const;

describe.skipIf(problem !== null)(`recipes on a server of the reader's${problem ? ` (${problem})` : ''}`, () => {
  let server: NativeWebSocket;
  let recipes: readonly Recipe[];
  let players: Players;
  beforeAll(async () => {
    server = await startNativeWebSocket({
      modules: [
        'pep',
        'blocklist',
        'carbons',
        'smacks',
        'ping',
        'vcard4',
        'vcard_legacy',
        'bookmarks',
        'private',
        'time',
      ],
      settings: 'consider_websocket_secure = true\nhttp_default_host = "verona.example"',
      hosts: `VirtualHost "verona.example"
Component "rooms.verona.example" "muc"
Component "topics.verona.example" "pubsub"`,
      accounts: people.map((name) => ({ jid: `${name}@verona.example`, password })),
    });
    const player = (name: string) => ({ jid: `${name}@verona.example`, password, url: server.plain });
    players = { romeo: player('alice'), juliet: player('bob'), mercutio: player('carol') };
    const pages = (await listPages('recipes')).filter(({ lesson }) => lesson.kind === 'recipe');
    recipes = pages.map(({ lesson }) => ({ page: lesson.slug, steps: recipeSteps(lesson) }));
  });
  afterAll(() => server.stop());

  async function run(pages: readonly string[], as: Players = players): Promise<readonly RecipeOutcome[]> {
    const chosen = recipes.filter(({ page }) => pages.includes(page));
    const outcomes: RecipeOutcome[] = [];
    for await (const outcome of checkRecipes(chosen, as, await survey(as))) outcomes.push(outcome);
    return outcomes;
  }

  it('finds the services under names of their own', async () => {
    const { hosts, objection } = await survey(players);
    expect(objection).toBeUndefined();
    expect(hosts).toEqual({
      'montague.example': 'verona.example',
      'conference.montague.example': 'rooms.verona.example',
      'pubsub.montague.example': 'topics.verona.example',
    });
  });

  it('passes what this server answers as the recipe says, twice in a row: nothing is left of the first time', async () => {
    const pages = [
      'recipes/message',
      'recipes/add-a-contact',
      'recipes/open-a-room',
      'recipes/nobody-there',
      'recipes/block',
    ];
    const passed = pages.map((page) => ({ page, status: 'passed' }));
    const byPage = (a: { page: string }, b: { page: string }) => a.page.localeCompare(b.page);
    expect((await run(pages)).toSorted(byPage)).toEqual(passed.toSorted(byPage));
    expect((await run(pages)).toSorted(byPage)).toEqual(passed.toSorted(byPage));
    expect((await survey(players)).objection).toBeUndefined();
  });

  it('says what differs, in the names of the recipe', async () => {
    const [outcome] = await run(['recipes/commands']);
    expect(outcome).toMatchObject({ status: 'differs' });
    expect(outcome?.reason).not.toContain('verona.example');
  });

  it('objects to an account that has contacts, and deletes none', async () => {
    const session = open({
      via: { kind: 'websocket', url: server.plain },
      jid: 'bob@verona.example',
      password,
      account: 'bob',
    });
    await whenOnline(session);
    const change = (item: string) => ask(session, 'set', `<query xmlns="jabber:iq:roster">${item}</query>`);
    await change('<item jid="nurse@verona.example"/>');
    const { objection } = await survey(players);
    expect(objection).toMatch(/^bob@verona\.example has 1 contact, which the recipes would delete\./);
    await change('<item jid="nurse@verona.example" subscription="remove"/>');
    await session.close();
    expect((await survey(players)).objection).toBeUndefined();
  });

  it('leaves out what these accounts or this server cannot do, and says why', async () => {
    const reasons = await run(['recipes/register', 'recipes/no-such-host', 'recipes/archive']);
    expect(reasons.map(({ status, reason }) => [status, reason]).toSorted()).toEqual([
      ['skipped', 'needs a second server'],
      ['skipped', 'needs an archive that is empty at the start'],
      ['skipped', 'registers an account'],
    ]);
    const [alone] = await run(['recipes/message'], { romeo: players.romeo });
    expect(alone).toMatchObject({ status: 'skipped', reason: 'needs an account for juliet' });
  });
});
