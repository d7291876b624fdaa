import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Runtime } from '../../playground/console/runtime/runtime.ts';
import { twoServers } from '../../playground/console/runtime/scene.ts';
import { type Line, linesOf } from '../../playground/console/share/from-entries.ts';
import { proposeTest } from '../../playground/console/share/test/propose.ts';
import { recipeName, recipePage } from '../../playground/console/share/test/recipe-page.ts';
import { readScansion } from '../../playground/console/share/test/scansion-read.ts';
import { scansionScript } from '../../playground/console/share/test/scansion-write.ts';
import { slixmppProgram } from '../../playground/console/share/test/slixmpp.ts';
import { smackProgram } from '../../playground/console/share/test/smack.ts';
import type { Test } from '../../playground/console/share/test/types.ts';
import { xmppJsProgram } from '../../playground/console/share/test/xmpp-js.ts';
import { capulet, defaultDns, montague, startInNode } from '../../playground/sandbox/node.ts';
import { connectToSandbox, type RecipeStep, runRecipe } from '../../playground/session/index.ts';
import { read, recipeSteps } from '../../src/lesson/index.ts';
import { startNetworkServer } from '../session/network-server.ts';
import { becomesTrue } from './follow.ts';

/** What was said in a console: an archived message, its id asked for again, and a room. */
let lines: readonly Line[];
let test: Test;
const romeo = 'romeo@montague.example/orchard';

beforeAll(async () => {
  const runtime = new Runtime({ scene: twoServers, startSandbox: startInNode });
  await runtime.start();
  await becomesTrue(() => runtime.state.accounts.filter(({ status }) => status.state === 'online').length === 2);
  const has = (part: string) =>
    becomesTrue(() =>
      runtime.journal.all.some(
        (entry) => entry.kind === 'text' && entry.direction === 'received' && entry.text.includes(part),
      ),
    );
  await runtime.send(
    ['<message type="chat" to="juliet@capulet.example" id="m1"><body>Soft, {what} `light`</body></message>'],
    'romeo',
  );
  await has('what} `light`');
  await runtime.send(['<iq type="set" id="a1"><query xmlns="urn:xmpp:mam:2" queryid="q1"/></iq>'], 'romeo');
  await has('<fin ');
  const all = linesOf(runtime.journal.all, runtime.state.accounts);
  const id = /<result [^>]*\bid='([^']+)'/.exec(all.map(({ xml }) => xml).join())?.[1] ?? '';
  await runtime.send(
    [
      `<iq type="set" id="a2"><query xmlns="urn:xmpp:mam:2" queryid="q2"><set xmlns="http://jabber.org/protocol/rsm"><after>${id}</after></set></query></iq>`,
    ],
    'romeo',
  );
  await has("id='a2'");
  lines = linesOf(runtime.journal.all, runtime.state.accounts);
  test = proposeTest(
    'An archive, asked twice',
    lines.map((line) => ({ line, expected: !line.xml.includes('<presence') })),
  );
  await runtime.stop();
}, 120_000);

describe('a test from the transcript', () => {
  it('has wildcards for what a server makes up, and a name for what is sent back', () => {
    const texts = test.steps.map(({ xml }) => xml).join('\n');
    expect(texts).toMatch(/<result[^>]* id=['"]\{result-id\}['"]/s);
    expect(texts).toContain('<after>{result-id}</after>');
    expect(texts).toMatch(/stamp=['"]\{any\}['"]/);
    expect(texts).toMatch(/<result[^>]* queryid=['"]q1['"]/);
    expect(texts).toContain('&#123;what} `light`');
    expect(test.steps.map(({ as }) => recipeName(as))).toContain('juliet@capulet.example');
  });

  it('is a recipe page that reads without complaint and passes', async () => {
    const page = recipePage(test);
    expect(page.lost).toEqual([]);
    const lesson = read('content/recipes/archive-asked-twice.mdx', page.text);
    if (Array.isArray(lesson)) throw new Error(lesson.map(({ line, plain }) => `${line}: ${plain}`).join('\n'));
    expect(await failures(recipeSteps(lesson))).toEqual([]);
    // It is a test: another answer fails.
    const other = recipeSteps(lesson).map((step) =>
      step.kind === 'receive'
        ? { ...step, xml: step.xml.replace(/type=(['"])result\1/, 'type="error"'), within: 300 }
        : step,
    );
    expect(await failures(other)).not.toEqual([]);
  }, 120_000);

  it('has no password', () => {
    const xml = '<iq id="1"><query xmlns="jabber:iq:register"><password>sesame</password></query></iq>';
    const line: Line = { direction: 'sent', account: 'romeo', jid: romeo, at: 0, xml };
    const page = recipePage(proposeTest('x', [{ line, expected: true }]));
    expect(page.text).not.toContain('sesame');
    expect(page.lost).toEqual(['{password} was left out of the transcript: write what has to be sent there.']);
  });
});

async function failures(steps: readonly RecipeStep[]): Promise<string[]> {
  const servers = [montague, capulet];
  const sandbox = await startInNode({ servers, dns: defaultDns });
  const connect = connectToSandbox({
    connect: (server, port) => sandbox.connect(server, port),
    servers: servers.map(({ name }) => name),
    accounts: servers.flatMap(({ accounts = [] }) => accounts),
  });
  const failed: string[] = [];
  try {
    for await (const { status, line, reason } of runRecipe(steps, { connect }))
      if (status !== 'passed') failed.push(`line ${line}: ${reason}`);
  } finally {
    await sandbox.stop();
  }
  return failed;
}

const sample = `# Two people talk
# And one of them has a phone.
## quick

[Client] Romeo
	jid: romeo@montague.example/orchard
	password: secret word

[Client] Juliet's phone
	jid: juliet@montague.example
	password: x
	resource: phone

-----

# They arrive
Romeo connects

Juliet's phone connects

Juliet's phone sends:
	<presence id="p1"/>

Juliet's phone receives:
	<presence from="\${Juliet's phone's full JID}" id="{scansion:any}"/>

Romeo sends:
	<message to="\${Juliet's phone's JID}" type="chat">

		<body>Soft</body>
	</message>

Juliet's phone receives:
	<message from="\${Romeo's full JID}">
		<body>Soft</body>
		<stanza-id xmlns="urn:xmpp:sid:0" id="{scansion:capture:first}" scansion:strict="false"/>
	</message>

Romeo receives: nothing

Romeo disconnects
`;

describe('Scansion', () => {
  it('is read: characters, addresses, wildcards, what is caught, silence', () => {
    const result = readScansion(sample);
    if (!result.ok) throw new Error(result.plain);
    expect(result.title).toBe('Two people talk');
    expect(result.steps).toMatchObject([
      { kind: 'send', as: 'juliet@montague.example/phone', xml: '<presence id="p1"/>' },
      {
        kind: 'receive',
        as: 'juliet@montague.example/phone',
        xml: '<presence from="juliet@montague.example/phone" id="{any}"/>',
      },
      { kind: 'send', as: romeo, xml: expect.stringContaining('to="juliet@montague.example"') },
      { kind: 'receive', xml: expect.stringMatching(/from="romeo@montague\.example\/orchard".*id="\{first\}"\/>/s) },
      { kind: 'receive', as: romeo, xml: '', nothing: 400 },
    ]);
    expect(JSON.stringify(result)).not.toMatch(/secret word|scansion:/);
    expect(result.lost).toEqual([
      'Scansion is strict about elements with a namespace of their own; here more may be in them.',
      'Accounts stay connected until the test ends: “disconnects” is left out.',
    ]);
  });

  it('plays here what was read', async () => {
    const result = readScansion(sample);
    if (!result.ok) throw new Error(result.plain);
    const lesson = read('content/recipes/two-people.mdx', recipePage(result).text);
    if (Array.isArray(lesson)) throw new Error(lesson.map(({ plain }) => plain).join('\n'));
    // The sample names a device by a resource that the account does not have by itself.
    expect(await failures(recipeSteps(lesson))).toEqual([]);
  }, 60_000);

  it('comes back as it was written, but for what it says it lost', () => {
    const script = scansionScript(test);
    const again = readScansion(script.text);
    if (!again.ok) throw new Error(`line ${again.line}: ${again.plain}\n${script.text}`);
    const kinds = (steps: Test['steps']) =>
      steps.filter(({ xml }) => xml.replace(/\s/g, '') !== '<presence/>').map(({ kind, as }) => [kind, as]);
    expect(kinds(again.steps)).toEqual(kinds(test.steps));
    expect(script.text).toMatch(/^Juliet receives:\n\t<message/m);
    expect(script.text).toContain('id="{scansion:capture:result-id}"');
    expect(script.text).toContain('scansion:strict="false"');
    expect(script.lost).toEqual([
      expect.stringContaining('takes every stanza in its order'),
      expect.stringContaining('no wildcards in text'),
      expect.stringContaining('cannot send what was caught'),
    ]);
  });

  it('that was read and written is read as the same', () => {
    const once = readScansion(sample);
    if (!once.ok) throw new Error(once.plain);
    const twice = readScansion(scansionScript(once).text);
    if (!twice.ok) throw new Error(twice.plain);
    const plain = (steps: Test['steps']) =>
      steps.map((step) => ({ ...step, xml: step.xml.replace(/\s+/g, '').replaceAll("'", '"') }));
    expect(plain(twice.steps)).toEqual(plain(once.steps));
  });

  it.each([
    ['', 1, 'no line of hyphens'],
    ['[Client] A\n\tjid: a@b\n---\nB connects', 4, 'There is no character B'],
    ['[Client] A\n---\nA connects', 1, 'A needs a line “jid: user@host”.'],
    ['[Component] A\n\tjid: a@b\n---', 1, 'A is a Component'],
    ['[Client] A\n\tjid: a@b\n---\nA dances', 4, 'This action is not known'],
    ['[Client] A\n\tjid: a@b\n---\nA sends:\n\t<a>\n\t<b></a>', 6, '</a>'],
    ['[Client] A\n\tjid: a@b\n---\nA sends:\n\t<a/><b/>', 4, 'needs one stanza, and there are 2 here'],
    ['hello\n---', 1, 'neither a character'],
  ])('%j is refused with the line and the reason', (script, line, plain) => {
    expect(readScansion(script)).toMatchObject({ ok: false, line, plain: expect.stringContaining(plain) });
  });

  it('never throws, whatever the script', () => {
    const part = fc.constantFrom(
      '[Client] A\n',
      '\tjid: a@b/c\n',
      '-----\n',
      'A connects\n',
      'A sends:\n',
      '\t<a/>\n',
      '-- x\n',
      '\t<a\n',
      'A receives: nothing\n',
      ['$', "{A's JID}"].join(''),
      '{scansion:any}',
      '# x\n',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 6 })), { maxLength: 30 }), (parts) => {
        const result = readScansion(parts.join(''));
        if (result.ok) expect(readScansion(scansionScript(result).text).ok).toBe(true);
      }),
    );
  });
});

const can = (command: string, ...options: string[]): boolean => spawnSync(command, options).status === 0;
const [hasPython, hasJava] = [can('python3', '--version'), can('javac', '-version')];
const missing = (there: boolean, what: string): string => (there ? '' : ` (${what} is missing)`);

describe('programs', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'stanzabox-programs-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Texts that end a string in one language or another. */
  const hostile: Test = {
    title: 'A test */ \\u000a with "quotes"',
    steps: [
      {
        kind: 'send',
        as: romeo,
        xml: '<message to="a@b"><body>`$'.concat('{1}` \\u0041 """ \' \n {any} 😀</body></message>'),
      },
      { kind: 'receive', as: 'ро мео@montague.example/1 2', xml: '', nothing: 10 },
    ],
  };
  /** Within one server, which is what is reached over a WebSocket here. */
  const oneHost = (given: Test): Test => ({
    ...given,
    steps: [...given.steps.filter(({ as }) => as === romeo), { kind: 'receive', as: romeo, xml: '', nothing: 50 }],
  });

  it('with @xmpp/client plays against a real server, and fails when another answer comes', async () => {
    const server = await startNetworkServer();
    const options = { XMPP_SERVICE: server.webSocket, PASSWORD_ROMEO: 'orchard' };
    const ping: Test = {
      title: 'Ping',
      steps: [
        {
          kind: 'send',
          as: romeo,
          xml: '<iq type="get" id="p1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>',
        },
        { kind: 'receive', as: romeo, xml: '<iq type="result" id="p1" from="{host}"/>' },
        { kind: 'send', as: romeo, xml: '<iq type="get" id="p2" to="{host}"><query xmlns="jabber:iq:version"/></iq>' },
        {
          kind: 'receive',
          as: romeo,
          xml: '<iq type="result" id="p2" from="{host}"><query xmlns="jabber:iq:version"><name>Pro{any}</name></query></iq>',
        },
      ],
    };
    try {
      expect(await runNode(xmppJsProgram(oneHost(ping)).text, options)).toMatchObject({
        code: 0,
        output: expect.stringMatching(/passed\s*$/),
      });
      const wrong = ping.steps.map((step) => ({
        ...step,
        xml: step.xml.replace('type="result" id="p2"', 'type="error" id="p2"'),
      }));
      expect(
        await runNode(xmppJsProgram({ ...ping, steps: wrong }).text.replace('within = 5000', 'within = 500'), options),
      ).toMatchObject({
        code: 1,
        output: expect.stringContaining('did not receive'),
      });
    } finally {
      await server.stop();
    }
  }, 60_000);

  it('with @xmpp/client can be read by Node, whatever is in them', () => {
    for (const given of [test, hostile]) {
      const file = join(folder, 'program.mjs');
      writeFileSync(file, xmppJsProgram(given).text);
      expect(spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' })).toMatchObject({
        stderr: '',
        status: 0,
      });
    }
  });

  it.skipIf(!hasPython)(`with Slixmpp can be read by Python${missing(hasPython, 'python3')}`, () => {
    for (const given of [test, hostile]) {
      const { text } = slixmppProgram(given);
      const result = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
        input: text,
        encoding: 'utf8',
      });
      expect(result).toMatchObject({ stderr: '', status: 0 });
    }
  });

  it.skipIf(!hasJava)(
    `with Smack can be read by Java, but for the library that is not here${missing(hasJava, 'javac')}`,
    () => {
      const both: Test = { ...hostile, steps: [...test.steps, ...hostile.steps] };
      writeFileSync(join(folder, 'RecordedTest.java'), smackProgram(both).text);
      const { stderr } = spawnSync(
        'javac',
        ['-encoding', 'UTF-8', '-proc:none', '-d', folder, join(folder, 'RecordedTest.java')],
        { encoding: 'utf8' },
      );
      const errors = stderr.split('\n').filter((line) => / error: /.test(line));
      expect(errors.length).toBeGreaterThan(0);
      expect(
        errors.filter((line) => !/package org\.(jivesoftware|jxmpp)\S* does not exist|cannot find symbol/.test(line)),
      ).toEqual([]);
    },
    60_000,
  );

  it('have no password in them', () => {
    for (const { text } of [xmppJsProgram(test), slixmppProgram(test), smackProgram(test)]) {
      expect(text).toContain('PASSWORD_ROMEO');
      expect(text).not.toMatch(/prince-of-cats|queen-mab/);
    }
  });
});

/** As a module that stands beside the project's own packages. */
async function runNode(
  program: string,
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const { spawn } = await import('node:child_process');
  const child = spawn(process.execPath, ['--input-type=module'], { env: { ...process.env, ...environment } });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  child.stdin.end(program);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
}
