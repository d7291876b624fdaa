/** What each kind of block of a page becomes. */
import { describe, expect, it } from 'vitest';
import { fence, guide, lesson, page, recipe, steps } from './page.ts';

describe('sh run', () => {
  it('runs as admin on the server and must exit 0', () => {
    expect(steps(fence('sh run', 'echo "a"\n  b'))).toEqual([
      {
        id: 's1',
        line: 7,
        fence: expect.any(Number),
        heading: '',
        hidden: false,
        kind: 'shell',
        command: 'echo "a"\n  b',
        exit: 0,
        on: 'server',
        as: 'admin',
        timeout: 120_000,
        answers: [],
      },
    ]);
  });

  it('has options', () => {
    const info = 'sh run exit=1 on=laptop as=root within=30s timeout=5m hidden skip="no network"';
    expect(steps(fence(info, 'a'))).toMatchObject([
      { exit: 1, on: 'laptop', as: 'root', within: 30_000, timeout: 300_000, hidden: true, skip: 'no network' },
    ]);
  });

  it('runs on the only machine there is, whatever its name', () => {
    const only = page('kind: guide\nmachines: { friend: debian-13 }', fence('sh run', 'a'));
    expect(lesson(only).steps).toMatchObject([{ on: 'friend' }]);
  });

  it('says what is typed at which prompt', () => {
    const info =
      'sh run answers="Enter new password: -> rosaline | Retype -> rosaline | Continue? [Y/n] -> | ^D | yes"';
    expect(steps(fence(info, 'a'))).toMatchObject([
      {
        answers: [
          { prompt: 'Enter new password:', text: 'rosaline', typed: 'rosaline\r' },
          { prompt: 'Retype', text: 'rosaline', typed: 'rosaline\r' },
          { prompt: 'Continue? [Y/n]', text: '', typed: '\r' },
          { text: '^D', typed: '\u0004' },
          { text: 'yes', typed: 'yes\r' },
        ],
      },
    ]);
  });

  it('takes quotation marks of one kind inside the other', () => {
    expect(steps(fence(`sh run answers='Say "yes" -> "yes"' skip="it's late"`, 'a'))).toMatchObject([
      { answers: [{ prompt: 'Say "yes"', text: '"yes"' }], skip: "it's late" },
    ]);
  });

  it('is a step that is not run with skip alone', () => {
    expect(steps(fence('bash skip="for Fedora"', 'dnf install prosody').replace('bash', 'sh'))).toMatchObject([
      { kind: 'shell', skip: 'for Fedora' },
    ]);
  });

  it("leaves Expressive Code's options alone", () => {
    const info = `sh run title="On your server" {1,3-4} ins={2} del="x" /a b/ "text" 'other' frame=none wrap showLineNumbers=false`;
    expect(steps(fence(info, 'a'))).toMatchObject([{ kind: 'shell', command: 'a' }]);
  });

  it('may hold a comment and a here document', () => {
    const command = "# to begin with\ncat > a <<'END'\n> quoted\n# END\nEND";
    expect(steps(fence('sh run', command))).toMatchObject([{ command }]);
  });
});

describe('text output', () => {
  it('belongs to the step above', () => {
    const text = guide(
      fence('sh run', 'a'),
      'You see:\n',
      fence('text output hidden', 'one\n...\n[..]'),
      fence('sh run', 'b'),
    );
    expect(lesson(text).steps).toMatchObject([
      { command: 'a', output: { text: 'one\n...\n[..]', line: 13, hidden: true } },
      { command: 'b' },
    ]);
    expect(lesson(text).steps[1]).not.toHaveProperty('output');
  });
});

describe('files', () => {
  it('are written as they are, by root, with a final line feed', () => {
    expect(steps(fence('lua file=/etc/prosody/a.cfg.lua mode=0640 owner=root:prosody', 'a\n\n b'))).toMatchObject([
      {
        kind: 'file',
        path: '/etc/prosody/a.cfg.lua',
        language: 'lua',
        content: 'a\n\n b\n',
        mode: '0640',
        owner: 'root:prosody',
        on: 'server',
        as: 'root',
      },
    ]);
  });

  it('may be of any language, on any machine, in a home', () => {
    expect(
      steps(
        fence('sh file=~/.bashrc as=admin on=laptop', 'a'),
        fence('xml file=/a.xml', '<a/>'),
        fence('text file=/b'),
      ),
    ).toMatchObject([
      { kind: 'file', path: '~/.bashrc', as: 'admin', on: 'laptop' },
      { kind: 'file', language: 'xml' },
      { kind: 'file', content: '' },
    ]);
  });

  it('are patched by a diff', () => {
    const diff = '--- a\n+++ b\n@@ -1,3 +1,3 @@\n a\n-b\n+c\n \n@@ -9 +9 @@\n-x\n+y\n\\ No newline at end of file';
    expect(steps(fence('diff file=/etc/a on=laptop', diff))).toMatchObject([
      { kind: 'patch', path: '/etc/a', diff: `${diff}\n`, on: 'laptop', as: 'root' },
    ]);
  });
});

describe('stanzas', () => {
  it('are sent and received', () => {
    const text = recipe(
      fence('xml send as=romeo', '<presence/>'),
      fence('xml receive as=juliet/phone within=500ms exact', '<presence from="{any}"/>'),
      fence('xml receive as=juliet nothing'),
      fence('xml send as=romeo@capulet.example skip="later"', 'a < b'),
    );
    expect(lesson(text).steps).toMatchObject([
      { kind: 'send', as: 'romeo', xml: '<presence/>' },
      { kind: 'receive', as: 'juliet/phone', within: 500, exact: true, nothing: false },
      { kind: 'receive', xml: '', within: 5000, exact: false, nothing: true },
      { kind: 'send', as: 'romeo@capulet.example', xml: 'a < b', skip: 'later' },
    ]);
  });
});

describe('blocks that are only shown', () => {
  it('need no reason unless they look as if they ran', () => {
    expect(steps(fence('lua', 'a'), fence('', 'b'), fence('ini title="/etc/a"', 'c'))).toEqual([]);
  });

  it('are counted when they say why they do not run', () => {
    expect(
      steps(fence('xml skip="what Openfire ships"', '<a/>'), fence('ini skip="an excerpt" hidden', 'a')),
    ).toMatchObject([
      { kind: 'shown', language: 'xml', text: '<a/>', skip: 'what Openfire ships' },
      { kind: 'shown', language: 'ini', skip: 'an excerpt', hidden: true },
    ]);
  });
});
