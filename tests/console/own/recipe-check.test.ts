import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Recipe, RecipeOutcome } from '../../../playground/console/own/check-types.ts';
import { ask, whenOnline } from '../../../playground/console/own/errand.ts';
import type { Players } from '../../../playground/console/own/players.ts';
import { checkRecipes, survey } from '../../../playground/console/own/recipe-check.ts';
import { open } from '../../../playground/session/index.ts';
import { listPages } from '../../../src/content/index.ts';
import { recipeSteps } from '../../../src/lesson/index.ts';
import { nativeProblem } from '../../sandbox/native-packages.ts';
import { ejabberdProblem, type NativeEjabberd, startNativeEjabberd } from './native-ejabberd.ts';
import { type NativeWebSocket, startNativeWebSocket } from './native-web-socket.ts';

const problem = await nativeProblem();
const password = 'a password of their own';
const people = ['alice', 'bob', 'carol', 'erin'] as const;

async function allRecipes(): Promise<readonly Recipe[]> {
  const pages = (await listPages('recipes')).filter(({ lesson }) => lesson.kind === 'recipe');
  return pages.map(({ lesson }) => ({ page: lesson.slug, steps: recipeSteps(lesson) }));
}

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
    players = { romeo: player('alice'), juliet: player('bob'), mercutio: player('carol'), nurse: player('erin') };
    recipes = await allRecipes();
  });
  afterAll(() => server.stop());

  async function run(
    pages: readonly string[],
    as: Players = players,
    mayRegister = false,
  ): Promise<readonly RecipeOutcome[]> {
    const chosen = recipes.filter(({ page }) => pages.includes(page));
    const outcomes: RecipeOutcome[] = [];
    for await (const outcome of checkRecipes(chosen, as, await survey(as), { mayRegister })) outcomes.push(outcome);
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

  it('leaves out what these accounts or this server cannot do, and says why and what to do', async () => {
    const left = await run(['recipes/register', 'recipes/no-such-host', 'recipes/archive']);
    const reasons = new Map(left.map(({ page, status, reason }) => [page, `${status}: ${reason}`]));
    expect(reasons.get('recipes/no-such-host')).toMatch(/^skipped: needs a second server: connect an account/);
    expect(reasons.get('recipes/archive')).toMatch(/^skipped: needs an archive.*urn:xmpp:mam:2.*mod_mam/);
    expect(reasons.get('recipes/register')).toMatch(
      /^skipped: needs registration.*the server answers .*allow_registration/,
    );
    const [alone] = await run(['recipes/message'], { romeo: players.romeo });
    expect(alone).toMatchObject({ status: 'skipped', reason: 'needs an account for juliet: choose one above' });
  });
});

describe.skipIf(problem !== null)(`recipes on a server that can do more${problem ? ` (${problem})` : ''}`, () => {
  let server: NativeWebSocket;
  let recipes: readonly Recipe[];
  let players: Players;
  beforeAll(async () => {
    server = await startNativeWebSocket({
      modules: ['mam', 'register', 'register_ibr', 'presence', 'message', 'iq'],
      settings: `allow_registration = true
consider_websocket_secure = true
http_default_host = "verona.example"`,
      // Another domain: for the recipes it is another server, and its account comes by its own WebSocket connection.
      hosts: 'VirtualHost "verona.example"\nVirtualHost "mantua.example"',
      accounts: [...people.map((name) => `${name}@verona.example`), 'dora@mantua.example'].map((jid) => ({
        jid,
        password,
      })),
    });
    const player = (jid: string) => ({ jid, password, url: server.plain });
    players = {
      romeo: player('alice@verona.example'),
      juliet: player('bob@verona.example'),
      mercutio: player('carol@verona.example'),
      nurse: player('erin@verona.example'),
      'juliet@capulet.example': player('dora@mantua.example'),
    };
    recipes = await allRecipes();
  });
  afterAll(() => server.stop());

  async function run(page: string, mayRegister = false): Promise<RecipeOutcome | undefined> {
    const chosen = recipes.filter((recipe) => recipe.page === page);
    for await (const outcome of checkRecipes(chosen, players, await survey(players), { mayRegister })) return outcome;
    return undefined;
  }

  it('asks the archive for what the recipe sent, however much is in it from before', async () => {
    const passed = { page: 'recipes/archive', status: 'passed' };
    expect(await run('recipes/archive')).toEqual(passed);
    expect(await run('recipes/archive')).toEqual(passed);
  });

  it('speaks to the account on the second server', async () => {
    expect(await run('recipes/no-such-host')).toEqual({ page: 'recipes/no-such-host', status: 'passed' });
  });

  it('makes an account only when that is allowed, and leaves none behind', async () => {
    const page = 'recipes/register';
    expect(await run(page)).toMatchObject({ status: 'skipped', reason: expect.stringContaining('allow that above') });
    expect(await run(page, true)).toEqual({ page, status: 'passed' });
    expect(server.log()).toMatch(/User account deleted: benvolio-/);
  });
});

const without = await ejabberdProblem();

describe.skipIf(without !== null)(`recipes on ejabberd of the reader's${without ? ` (${without})` : ''}`, () => {
  const accounts = people.map((name) => ({ jid: `${name}@montague.example`, password }));
  const modules = ['mod_mam: { default: always }', 'mod_register: { ip_access: all }', 'mod_ping: {}'];
  let server: NativeEjabberd;
  let players: Players;
  beforeAll(async () => {
    server = await startNativeEjabberd({ modules, accounts });
    const [romeo, juliet, mercutio, nurse] = accounts.map((account) => ({ ...account, url: server.plain }));
    players = { romeo, juliet, mercutio, nurse } as Players;
  });
  afterAll(() => server.stop());

  it('asks its archive, and removes the account that was made there', async () => {
    const pages = ['recipes/archive', 'recipes/register'];
    const recipes = (await allRecipes()).filter(({ page }) => pages.includes(page));
    const found = await survey(players);
    expect(found).toMatchObject({ lacksArchive: false });
    expect(found.lacksRegistration).toBeUndefined();
    for (let time = 0; time < 2; time += 1) {
      const outcomes = new Map<string, RecipeOutcome>();
      for await (const outcome of checkRecipes(recipes, players, found, { mayRegister: true }))
        outcomes.set(outcome.page, outcome);
      expect(outcomes.get('recipes/archive')).toEqual({ page: 'recipes/archive', status: 'passed' });
      expect(outcomes.get('recipes/register')).toEqual({ page: 'recipes/register', status: 'passed' });
    }
    // Whoever tries it last is not let in: the account is gone.
    const last = server
      .log()
      .split('\n')
      .findLast((line) => line.includes('authentication for benvolio-'));
    expect(last).toContain('Failed c2s');
  });
});
