/** What the ends of drills say about ejabberd and Openfire as they come, asked of both. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectByWebSocket, RecipeRun } from '../../playground/session/index.ts';
import { ejabberdProblem, startNativeEjabberd } from '../console/own/native-ejabberd.ts';
import { openfireProblem, startNativeOpenfire } from '../console/own/native-openfire.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const passwords: Readonly<Record<string, string>> = { romeo: 'orchard', mercutio: 'queen-mab' };
const accounts = Object.entries(passwords).map(([name, password]) => ({ jid: `${name}@montague.example`, password }));
const room = 'new@conference.montague.example';
const enter = (nick: string) => `<presence to="${room}/${nick}"><x xmlns="http://jabber.org/protocol/muc"/></presence>`;

/** Sends a stanza, and resolves to the first that comes and is like the other one. */
type Ask = (as: string, xml: string, answer: string) => Promise<string>;

function asked(url: string): { readonly ask: Ask; readonly run: RecipeRun } {
  const passwordOf = ({ jid }: { readonly jid: string }) => passwords[jid.split('@')[0] ?? ''] ?? '';
  const run = new RecipeRun({ connect: connectByWebSocket({ urlOf: () => url, passwordOf }) });
  const ask: Ask = async (as, xml, answer) => {
    await run.step({ kind: 'send', id: 's1', line: 1, as, xml });
    const expected = { xml: answer, within: 30_000, exact: false, nothing: false } as const;
    const result = await run.step({ kind: 'receive', id: 's2', line: 2, as, ...expected });
    if (result.kind !== 'receive' || result.status !== 'passed') throw new Error(result.reason ?? 'Nothing came.');
    return result.received[result.matched ?? 0]?.text ?? '';
  };
  return { ask, run };
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

const noOpenfire = await openfireProblem();
if (noOpenfire) console.warn(`SKIPPED: what drills say about Openfire. ${noOpenfire}`);

describe.skipIf(noOpenfire !== null)(`Openfire${noOpenfire ? ` (${noOpenfire})` : ''}`, () => {
  let server: { readonly plain: string; stop(): Promise<unknown> };
  let ask: Ask;
  let run: RecipeRun | undefined;
  beforeAll(async () => {
    server = await startNativeOpenfire();
    ({ ask, run } = asked(server.plain));
    const account = `<username>mercutio</username><password>${passwords.mercutio}</password>`;
    const register = `<iq type="set" id="r"><query xmlns="jabber:iq:register">${account}</query></iq>`;
    await ask('stranger', register, '<iq type="result" id="r"/>');
  });
  afterAll(async () => {
    await run?.close();
    await server?.stop();
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
