/** What the ends of drills say about ejabberd and Openfire as they come, asked of both. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Connect, connectByWebSocket, RecipeRun } from '../../playground/session/index.ts';
import { ejabberdProblem, startNativeEjabberd } from '../console/own/native-ejabberd.ts';
import { openfireProblem, startNativeOpenfire } from '../console/own/native-openfire.ts';
import { freePort } from '../sandbox/native.ts';
import * as elsewhere from './elsewhere.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const passwords: Readonly<Record<string, string>> = { romeo: 'orchard', mercutio: 'queen-mab' };
const accounts = Object.entries(passwords).map(([name, password]) => ({ jid: `${name}@montague.example`, password }));
const room = 'new@conference.montague.example';
const enter = (nick: string) => `<presence to="${room}/${nick}"><x xmlns="http://jabber.org/protocol/muc"/></presence>`;

/** Sends a stanza, and resolves to the first that comes and is like the other one. */
type Ask = (as: string, xml: string, answer: string) => Promise<string>;

async function answerIn(run: RecipeRun, as: string, xml: string, answer: string): Promise<string> {
  await run.step({ kind: 'send', id: 's1', line: 1, as, xml });
  const expected = { xml: answer, within: 30_000, exact: false, nothing: false } as const;
  const result = await run.step({ kind: 'receive', id: 's2', line: 2, as, ...expected });
  if (result.kind !== 'receive' || result.status !== 'passed') throw new Error(result.reason ?? 'Nothing came.');
  return result.received[result.matched ?? 0]?.text ?? '';
}

/** On a connection that ends with the answer. */
async function once(connect: Connect, as: string, xml: string, answer: string): Promise<string> {
  const run = new RecipeRun({ connect });
  return answerIn(run, as, xml, answer).finally(() => run.close());
}

function asked(url: string): { readonly ask: Ask; readonly run: RecipeRun } {
  const passwordOf = ({ jid }: { readonly jid: string }) => passwords[jid.split('@')[0] ?? ''] ?? '';
  const run = new RecipeRun({ connect: connectByWebSocket({ urlOf: () => url, passwordOf }) });
  return { ask: (as, xml, answer) => answerIn(run, as, xml, answer), run };
}

const preferences = '<iq type="get" id="p"><prefs xmlns="urn:xmpp:mam:2"/></iq>';
const block =
  '<iq type="set" id="b"><block xmlns="urn:xmpp:blocking"><item jid="nurse@montague.example"/></block></iq>';
const blocked = '<iq type="get" id="l"><blocklist xmlns="urn:xmpp:blocking"/></iq>';

const noEjabberd = await ejabberdProblem();
if (noEjabberd) console.warn(`SKIPPED: what drills say about ejabberd. ${noEjabberd}`);

describe.skipIf(noEjabberd !== null)(`ejabberd${noEjabberd ? ` (${noEjabberd})` : ''}`, () => {
  let server: { readonly plain: string; stop(): Promise<unknown> };
  let ask: Ask;
  let run: RecipeRun | undefined;
  beforeAll(async () => {
    const modules = ['mod_muc: {}', 'mod_mam: {}', 'mod_privacy: {}', 'mod_blocking: {}'];
    server = await startNativeEjabberd({ accounts, modules });
    ({ ask, run } = asked(server.plain));
  });
  afterAll(async () => {
    await run?.close();
    await server?.stop();
  });

  test('does not start with an option that it does not know, and says which', async () => {
    await expect(startNativeEjabberd({ settings: 'allow_registration: true' })).rejects.toThrow(
      /did not start[\s\S]*allow_registration/,
    );
  });

  test('does not lock a new room', async () => {
    expect(await ask('romeo', enter('romeo'), `<presence from="${room}/romeo"/>`)).toContain("code='201'");
    expect(await ask('mercutio', enter('mercutio'), `<presence from="${room}/mercutio"/>`)).toContain("code='110'");
  });

  test('archives for nobody by itself', async () => {
    expect(await ask('romeo', preferences, '<iq id="p"/>')).toContain("default='never'");
  });

  test('tells whom an account has blocked', async () => {
    await ask('romeo', block, '<iq type="result" id="b"/>');
    expect(await ask('romeo', blocked, '<iq id="l"/>')).toContain("jid='nurse@montague.example'");
  });
});

/** What ejabberd has in both of the servers below. */
const everywhere = [
  ...['admin_extra', 'adhoc', 'blocking', 'caps', 'configure', 'privacy', 'private'].map((name) => `mod_${name}: {}`),
  'mod_pubsub: { plugins: [flat, pep] }',
];
const inTrusted = 'trusted_network: { allow: { ip: 192.0.2.0/24 } }';

interface Ejabberd {
  readonly modules: readonly string[];
  readonly secret: string;
  /** Top-level lines of ejabberd.yml. */
  readonly settings: readonly string[];
}

/** With the faults of the drills: as it is without the setting that an end names, or with the fault in it. */
const faulty: Ejabberd = {
  modules: [
    ...everywhere,
    'mod_http_upload: { access: all, put_url: "http://127.0.0.1/upload", max_size: 1000 }',
    'mod_mam: {}',
    'mod_muc: { default_room_options: { moderated: true, members_by_default: false } }',
    'mod_register: {}',
  ],
  secret: 'a-plague',
  settings: ['access_rules: { configure: { allow: admin } }', 'acl: { admin: { user: romeo@elsewhere.example } }'],
};

/** With what the ends name. */
const fixed: Ejabberd = {
  modules: [
    ...everywhere,
    'mod_carboncopy: {}',
    'mod_http_upload: { access: all, put_url: "http://127.0.0.1/upload", max_size: 10485760 }',
    'mod_mam: { default: always }',
    'mod_muc: { default_room_options: { mam: true, persistent: true } }',
    'mod_muc_admin: {}',
    'mod_offline: {}',
    'mod_ping: { send_pings: true, ping_interval: 1 }',
    'mod_push: {}',
    'mod_register: { ip_access: trusted_network }',
    'mod_stream_mgmt: { resume_timeout: 600 }',
  ],
  secret: 'both-your-houses',
  settings: [
    `access_rules: { configure: { allow: admin }, ${inTrusted} }`,
    'acl: { admin: { user: romeo@montague.example } }',
    'resource_conflict: setresource',
    'api_permissions: { tests: { from: mod_http_api, who: all, what: "*" } }',
  ],
};

/** Its listener for components comes after the others. */
const withComponents = (port: number, { secret, settings }: Ejabberd): string =>
  [
    `  - port: ${port}`,
    '    ip: "127.0.0.1"',
    '    module: ejabberd_service',
    `    hosts: { bridge.montague.example: { password: ${secret} } }`,
    ...settings,
  ].join('\n');

describe.skipIf(noEjabberd !== null)(
  `ejabberd with the faults of drills, and with what their ends say${noEjabberd ? ` (${noEjabberd})` : ''}`,
  () => {
    const stops: (() => Promise<unknown>)[] = [];
    const start = async (settled: Ejabberd): Promise<Connect> => {
      const port = await freePort();
      const settings = withComponents(port, settled);
      const { modules } = settled;
      const options = { accounts: elsewhere.accounts, modules, settings, handlers: ['"/api": mod_http_api'] };
      const server = await startNativeEjabberd(options);
      stops.push(() => server.stop());
      api = server.plain.replace(/^ws(.*)ws$/, 'http$1api/');
      return elsewhere.connectionsTo(server.plain, port);
    };
    /** Of the one that was started last. */
    let api = '';
    /** What `ejabberdctl` would do with it, by the same command over HTTP. */
    const command = async (name: string, words: Readonly<Record<string, string>>): Promise<string> => {
      const response = await fetch(`${api}${name}`, { method: 'POST', body: JSON.stringify(words) });
      const text = await response.text();
      if (!response.ok) throw new Error(`${name}: ${response.status} ${text}`);
      return text;
    };
    let [withFaults, asTheEndsSay]: Connect[] = [];
    beforeAll(async () => {
      withFaults = await start(faulty);
      asTheEndsSay = await start(fixed);
    });
    afterAll(() => Promise.all(stops.map((stop) => stop())));

    test.each([
      'bridge-is-silent',
      'history-of-some',
      'lost-in-the-tunnel',
      'may-listen-not-speak',
      'nothing-waits-for-me',
      'only-one-device',
      'push-is-unavailable',
      'room-is-gone',
      'the-file-is-too-big',
      'thrown-out-in-turn',
    ])('%s: fails, and holds', async (slug) => {
      expect(await elsewhere.failing(withFaults as Connect, slug)).not.toEqual([]);
      expect(await elsewhere.failing(asTheEndsSay as Connect, slug)).toEqual([]);
    });

    const answers = async (xml: string, answer: string, as = 'romeo'): Promise<readonly [string, string]> => {
      const both = await Promise.all(
        [withFaults, asTheEndsSay].map((server) => once(server as Connect, as, xml, answer)),
      );
      return both as [string, string];
    };

    test('admin-may-nothing: only the whole address is an administrator', async () => {
      const node = 'http://jabber.org/protocol/admin#get-online-users-list';
      const command = `<command xmlns="http://jabber.org/protocol/commands" node="${node}"/>`;
      const xml = `<iq type="set" to="montague.example" id="c">${command}</iq>`;
      const [before, after] = await answers(xml, '<iq id="c"/>');
      expect(before).toContain('<forbidden ');
      expect(after).toContain('romeo@montague.example</value>');
    });

    test('strangers-with-accounts: the form is always shown, and ip_access refuses who fills it in', async () => {
      const form = '<iq type="get" id="f"><query xmlns="jabber:iq:register"/></iq>';
      for (const shown of await answers(form, '<iq id="f"/>', 'stranger')) expect(shown).toContain('<username/>');
      const account = '<username>deal-01</username><password>buy-now</password>';
      const filled = `<iq type="set" id="r"><query xmlns="jabber:iq:register">${account}</query></iq>`;
      const [before, after] = await answers(filled, '<iq id="r"/>', 'stranger');
      expect(before).toContain("type='result'");
      expect(after).toContain('<forbidden ');
    });

    test('room-without-a-past: the feature of the archive is there with mam: true', async () => {
      const asked = 'http://jabber.org/protocol/disco#info';
      const place = 'check-tower@conference.montague.example';
      const xml = `<presence to="${place}/romeo"><x xmlns="http://jabber.org/protocol/muc"/></presence>`;
      const question = `<iq type="get" to="${place}" id="d"><query xmlns="${asked}"/></iq>`;
      const features = async (server: Connect): Promise<string> => {
        const run = new RecipeRun({ connect: server });
        await answerIn(run, 'romeo', xml, `<presence from="${place}/romeo"/>`);
        return answerIn(run, 'romeo', question, '<iq id="d"/>').finally(() => run.close());
      };
      expect(await features(withFaults as Connect)).not.toContain("'urn:xmpp:mam:2'");
      expect(await features(asTheEndsSay as Connect)).toContain("'urn:xmpp:mam:2'");
    });

    test.each([
      'member-hears-nothing',
      'my-history-is-empty',
      'no-keys-to-be-had',
      'one-person-is-silent',
      'she-looks-offline',
      'the-room-shuts-him-out',
    ])('%s: the same stanzas bring it about and fix it', async (slug) => {
      const server = asTheEndsSay as Connect;
      await elsewhere.happens(server, slug, 'world');
      expect(await elsewhere.failing(server, slug)).not.toEqual([]);
      await elsewhere.happens(server, slug, 'solution');
      expect(await elsewhere.failing(server, slug)).toEqual([]);
    });

    test('bridge-is-silent: another secret ends in a stream error', async () => {
      const handshake = '<handshake>both-your-houses</handshake>';
      const as = 'stranger@bridge.montague.example';
      expect(await once(withFaults as Connect, as, handshake, '<stream:error/>')).toContain('<not-authorized ');
    });

    test('the commands that the ends name tell who is there, who is a member and who has an account', async () => {
      const run = new RecipeRun({ connect: asTheEndsSay as Connect });
      const place = { room: 'check-cell', service: 'conference.montague.example' };
      const address = `${place.room}@${place.service}`;
      const xml = `<presence to="${address}/romeo"><x xmlns="http://jabber.org/protocol/muc"/></presence>`;
      await answerIn(run, 'romeo', xml, `<presence from="${address}/romeo"/>`);
      const item = '<item affiliation="outcast" jid="mercutio@montague.example"/>';
      const ban = `<iq type="set" to="${address}" id="b"><query xmlns="http://jabber.org/protocol/muc#admin">${item}</query></iq>`;
      await answerIn(run, 'romeo', ban, '<iq type="result" id="b"/>');
      expect(await command('get_room_occupants', place)).toContain('romeo@montague.example');
      const banned = { jid: 'mercutio@montague.example', affiliation: 'outcast' };
      expect(JSON.parse(await command('get_room_affiliations', place))).toContainEqual(expect.objectContaining(banned));
      const contact = '<item jid="nurse@montague.example"/>';
      const add = `<iq type="set" id="c"><query xmlns="jabber:iq:roster">${contact}</query></iq>`;
      await answerIn(run, 'romeo', add, '<iq type="result" id="c"/>');
      await run.close();
      const known = { jid: 'nurse@montague.example', subscription: 'none' };
      const roster = await command('get_roster', { user: 'romeo', host: 'montague.example' });
      expect(JSON.parse(roster)).toContainEqual(expect.objectContaining(known));
      await command('register', { user: 'deal-01', host: 'montague.example', password: 'buy-now' });
      expect(await command('registered_users', { host: 'montague.example' })).toContain('deal-01');
      await command('unregister', { user: 'deal-01', host: 'montague.example' });
      expect(await command('registered_users', { host: 'montague.example' })).not.toContain('deal-01');
    });

    test('late-when-it-is-quiet: mod_ping asks by itself', async () => {
      const quiet = new RecipeRun({ connect: asTheEndsSay as Connect });
      const asks = { line: 1, as: 'romeo', xml: '<iq type="get"><ping xmlns="urn:xmpp:ping"/></iq>' } as const;
      const within = { within: 30_000, exact: false, nothing: false } as const;
      expect(await quiet.step({ kind: 'receive', id: 's1', ...asks, ...within })).toMatchObject({ status: 'passed' });
      await quiet.close();
    });
  },
);

const noOpenfire = await openfireProblem();
if (noOpenfire) console.warn(`SKIPPED: what drills say about Openfire. ${noOpenfire}`);

describe.skipIf(noOpenfire !== null)(`Openfire${noOpenfire ? ` (${noOpenfire})` : ''}`, () => {
  let server: { readonly plain: string; stop(): Promise<unknown> };
  let ask: Ask;
  let run: RecipeRun | undefined;
  beforeAll(async () => {
    server = await startNativeOpenfire();
    ({ ask, run } = asked(server.plain));
    // As it comes, it lets anybody make an account; one of the drills is about that.
    for (const { jid, password } of elsewhere.accounts.filter(({ jid }) => !jid.startsWith('romeo@'))) {
      const account = `<username>${jid.replace(/@.*/, '')}</username><password>${password}</password>`;
      const register = `<iq type="set" id="r"><query xmlns="jabber:iq:register">${account}</query></iq>`;
      await once(elsewhere.connectionsTo(server.plain), 'stranger', register, '<iq type="result" id="r"/>');
    }
  });
  afterAll(async () => {
    await run?.close();
    await server?.stop();
  });

  test.each([
    'lost-in-the-tunnel',
    'may-listen-not-speak',
    'nobody-can-register',
    'nothing-waits-for-me',
    'only-one-device',
  ])('%s: holds as it comes', async (slug) => {
    expect(await elsewhere.failing(elsewhere.connectionsTo(server.plain), slug)).toEqual([]);
  });

  test.each([
    ['history-of-some', 'What Romeo writes to Juliet is in her archive'],
    ['new-room-is-locked', 'Juliet can enter a room'],
    ['push-is-unavailable', "Romeo's account offers push"],
    ['room-is-gone', 'A room that Romeo made and left'],
    ['room-without-a-past', 'A room answers when it is asked for its archive'],
    ['strangers-with-accounts', 'A stranger is refused'],
    ['the-file-is-too-big', 'Romeo gets a slot'],
  ])('%s: fails as it comes', async (slug, check) => {
    const failing = await elsewhere.failing(elsewhere.connectionsTo(server.plain), slug);
    expect(failing).toEqual([expect.stringContaining(check)]);
  });

  test.each([
    'member-hears-nothing',
    'no-keys-to-be-had',
    'one-person-is-silent',
    'she-looks-offline',
    'the-room-shuts-him-out',
  ])('%s: the same stanzas bring it about and fix it', async (slug) => {
    const connect = elsewhere.connectionsTo(server.plain);
    await elsewhere.happens(connect, slug, 'world');
    expect(await elsewhere.failing(connect, slug)).not.toEqual([]);
    await elsewhere.happens(connect, slug, 'solution');
    expect(await elsewhere.failing(connect, slug)).toEqual([]);
  });

  test('locks a new room, and says so', async () => {
    expect(await ask('romeo', enter('romeo'), `<presence from="${room}/romeo"/>`)).toContain('code="201"');
    const refused = await ask('mercutio', enter('mercutio'), '<presence type="error"/>');
    expect(refused).toContain('<item-not-found ');
    expect(refused).toContain('This room is locked');
  });

  test('has no archive without its plugin', async () => {
    expect(await ask('romeo', preferences, '<iq id="p"/>')).toContain('<service-unavailable ');
  });

  test('tells whom an account has blocked', async () => {
    await ask('romeo', block, '<iq type="result" id="b"/>');
    expect(await ask('romeo', blocked, '<iq id="l"/>')).toContain('jid="nurse@montague.example"');
  });

  test('has carbons in its features', async () => {
    const features =
      '<iq type="get" to="montague.example" id="d"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>';
    expect(await ask('romeo', features, '<iq id="d"/>')).toContain('var="urn:xmpp:carbons:2"');
  });

  test('keeps a lost session for 600 seconds', async () => {
    const enable = '<enable xmlns="urn:xmpp:sm:3" resume="true"/>';
    expect(await ask('romeo', enable, '<enabled xmlns="urn:xmpp:sm:3"/>')).toContain('max="600"');
  });
});
