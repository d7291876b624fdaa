import { describe, expect, it } from 'vitest';
import {
  emptyOutputs,
  hiddenChanges,
  type Lesson,
  missingOnReadersPath,
  shownSecrets,
} from '../../src/lesson/index.ts';
import { errors, fence, lesson, page } from './page.ts';

const machines = 'kind: guide\nmachines: { server: debian-13, laptop: debian-13, friend: debian-13 }';
const guide = (...blocks: string[]): Lesson => lesson(page(machines, ...blocks));
const told = (found: readonly { readonly line: number; readonly plain: string }[]): string[] =>
  found.map(({ line, plain }) => `${line}: ${plain}`);

describe('lab=', () => {
  it('is for machines that are not the reader’s', () => {
    const first = fence('sh run', 'a');
    expect(errors(page(machines, first, fence('sh run lab="your friend waits"', 'a')))).toEqual([
      '11: lab="your friend waits" is for what the lab does in the place of somebody else, but "server" is the reader\'s own machine. Make the step visible (take lab out), mark it drill as well, or run it on another machine (on=friend).',
    ]);
    const later = `${machines}\nafter: guides/p`;
    expect(errors(page(later, fence('browser lab="a"', 'See "a"')))[0]).toContain('"laptop" is the reader\'s own');
    expect(errors(page(machines, fence('sh run on=friend lab="a"', 'a'), fence('sh run lab="a" drill', 'a')))).toEqual(
      [],
    );
  });

  it('may come first on a new machine: somebody hands it over to the reader', () => {
    expect(errors(page(machines, fence('sh run lab="your provider made the machine"', 'a')))).toEqual([]);
  });
});

describe('~/', () => {
  it('is the home of admin, who types', () => {
    expect(errors(page(machines, fence('text file=~/a', 'a'), fence('diff file=~/a', '@@ -1 +1 @@\n-a\n+b')))).toEqual([
      '7: file=~/a: readers type as admin, and ~ is their own home. Write as=admin, or the whole path of the home of root.',
      '11: file=~/a: readers type as admin, and ~ is their own home. Write as=admin, or the whole path of the home of root.',
    ]);
    expect(errors(page(machines, fence('text file=~/a as=admin', 'a')))).toEqual([]);
  });
});

describe('for=', () => {
  const two = 'kind: guide\nafter: { prosody: guides/p, ejabberd: guides/e }';

  it('has a meaning only on a page about several servers, and only those', () => {
    expect(errors(page(machines, fence('sh run for=prosody', 'a')))[0]).toMatch(
      /^7: for=prosody: this page runs on one server only\. Take "for" out, or name a page for each server/,
    );
    expect(errors(page(two, fence('sh run for=prosody,openfire', 'a')))).toEqual([
      '7: for=prosody,openfire: "after" at the top names no page for openfire. Add it there, or take openfire out here.',
    ]);
    expect(errors(page(two, fence('sh run for=prosody', 'a')))).toEqual([]);
  });

  it('such a page has no server of its own, and its "after" names servers', () => {
    expect(errors(page(`${two}\nserver: prosody`, fence('sh run', 'a')))[0]).toContain('take "server: prosody" out');
    expect(errors(page('kind: guide\nafter: { prosodi: guides/p }', fence('sh run', 'a')))[0]).toContain(
      '4: "after" names a page for each server, and "prosodi" is none: prosody, ejabberd, openfire.',
    );
  });
});

describe('an output', () => {
  it('of wildcards alone is refused', () => {
    const of = (output: string): string[] =>
      told(emptyOutputs(guide(fence('sh run', 'a'), fence('text output', output))));
    expect(of('...')[0]).toMatch(/^11: This output shows nothing but wildcards\. Empty the block/);
    expect(of('...\n[..]\n...')).toHaveLength(of('...').length);
    for (const good of ['a\n...', '[..] a', '\\...', '']) expect(of(good)).toEqual([]);
  });
});

describe('a hidden step', () => {
  const change = (command: string): string | undefined =>
    /does: (.*?)\. Make it visible/.exec(told(hiddenChanges(guide(fence('sh run hidden', command))))[0] ?? '')?.[1];

  it.each([
    ['sudo apt-get install -y nginx', 'apt-get install -y'],
    ['sudo DEBIAN_FRONTEND=noninteractive apt-get --yes install nginx', 'apt-get --yes install'],
    ['true && sudo prosodyctl adduser romeo@example.com', 'prosodyctl adduser romeo@example.com'],
    ['sudo prosodyctl shell \'user:create("a@b.c", "d")\'', 'prosodyctl shell user:create("a@b.c", "d")'],
    ['sudo ejabberdctl register romeo example.com "$password"', 'ejabberdctl register romeo'],
    ['if true; then sudo systemctl restart prosody; fi', 'systemctl restart prosody'],
    ['sudo -u prosody rm -f /var/lib/prosody/a', 'rm -f /var/lib/prosody/a'],
    ['rm -f self.key', 'rm -f self.key'],
    ['sudo install --mode=0640 a /etc/a', 'install --mode=0640 a'],
    ['echo a | sudo tee /etc/a >/dev/null', 'tee /etc/a'],
    ["sudo sed -i 's/a/b/' /etc/a", 'sed -i s/a/b/'],
    ['ask >offers', '> offers'],
    ['x=$(sudo ufw allow 80)', 'ufw allow 80'],
    ['echo "$(sudo certbot renew)"', 'certbot renew'],
    ["sudo tee /etc/a <<'END'\nrm\nEND", 'tee /etc/a'],
  ])('that runs %s is refused', (command, found) => {
    expect(change(command)).toBe(found);
  });

  it.each([
    'systemctl is-enabled ejabberd',
    'sudo ufw status',
    'sudo certbot certificates',
    'a >/dev/null 2>&1',
    'a 2>/tmp/errors | tee /tmp/b',
    'cd "$(mktemp --directory)" || exit\nask >offers\nrm offers',
    "grep 'apt-get install' /var/log/a  # rm it",
    'dpkg --list nginx; apt-cache policy nginx',
    'sed -n 1p /etc/a',
    'test "$(sudo ejabberdctl registered_vhosts)" = example.com',
    "cat <<'END'\nrm /etc/a\nEND",
  ])('that only looks is none: %s', (command) => {
    expect(change(command)).toBeUndefined();
  });

  it('is no file, change or zone; a drill, and what somebody else does, may be', () => {
    const found = hiddenChanges(
      guide(
        fence('text file=/etc/a hidden', 'a'),
        fence('diff file=/etc/a hidden', '@@ -1 +1 @@\n-a\n+b'),
        fence('zone hidden', '@ A 198.51.100.10'),
        fence('sh run hidden drill', 'sudo rm /etc/a'),
        fence('sh run on=friend lab="your friend moves"', 'sudo rm /etc/a'),
      ),
    );
    expect(told(found)).toEqual([
      '7: A hidden step is a check and changes nothing, but this one does: /etc/a. Make it visible, mark it lab="what somebody else does", or drill.',
      expect.stringContaining('does: /etc/a.'),
      expect.stringContaining('does: DNS records.'),
    ]);
  });
});

describe('the reader’s path', () => {
  const lacks = (...blocks: string[]): string[] =>
    told(missingOnReadersPath([guide(...blocks)])).map((one) => one.replace(/\. Make that step.*/, ''));

  it('uses nothing that only a drill or a hidden step made', () => {
    expect(lacks(fence('sh run drill', 'echo a | sudo tee /etc/a'), fence('sh run', 'cat /etc/a'))).toEqual([
      "11: This step is on the reader's path and uses the file /etc/a, which only a drill step makes (line 7)",
    ]);
    expect(lacks(fence('sh run drill', 'sudo apt-get install -y nginx'), fence('sh run', 'nginx -t'))[0]).toContain(
      'the package nginx',
    );
    expect(
      lacks(
        fence('sh run hidden', 'sudo ejabberdctl register romeo example.com x'),
        fence('sh run on=laptop', 'go-sendxmpp -u romeo@example.com juliet@example.com'),
      )[0],
    ).toContain('the account romeo@example.com, which only a hidden step makes');
    expect(lacks(fence('text file=/etc/a drill', 'a'), fence('diff file=/etc/a', '@@ -1 +1 @@\n-a\n+b'))).toHaveLength(
      1,
    );
  });

  it('may use what a visible step made before or after, what somebody else made, and what was there', () => {
    const use = fence('sh run', 'cat /etc/a');
    expect(lacks(fence('text file=/etc/a', 'a'), fence('sh run drill', 'echo b >/etc/a'), use)).toEqual([]);
    expect(lacks(fence('text file=/etc/a drill', 'a'), fence('text file=/etc/a', 'a'), use)).toEqual([]);
    expect(lacks(use, fence('text file=/etc/a drill', 'a'), use)).toEqual([]);
    expect(lacks(fence('text file=/etc/a drill', 'a'), fence('sh run drill', 'cat /etc/a'))).toEqual([]);
    expect(lacks(fence('text file=/etc/a drill on=friend', 'a'), use)).toEqual([]);
  });

  it('of a later page lacks it too, and the page that makes it is named', () => {
    const before = guide(fence('text file=/etc/a drill', 'a'));
    const after = lesson(page(machines, fence('sh run', 'cat /etc/a')), 'content/guides/b.mdx');
    expect(told(missingOnReadersPath([before, after]))[0]).toContain(
      'which only a drill step makes (line 7 of guides/a)',
    );
  });
});

describe('a password that the lab types', () => {
  const ask = fence('sh run answers="Password: -> rosaline-1595"', 'sudo prosodyctl adduser romeo@example.com');
  const shown = (...blocks: string[]): string[] => told(shownSecrets([guide(ask, ...blocks)]));

  it('is in nothing that a reader sees', () => {
    const found = shown(
      fence('sh run', 'login rosaline-1595'),
      fence('text output', 'you are rosaline-1595'),
      fence('text file=/etc/a', 'rosaline-1595'),
      fence('diff file=/etc/a', '@@ -1 +1 @@\n-a\n+rosaline-1595'),
      fence('sh run answers="rosaline-1595"', 'login'),
      fence('browser', 'Fill "Key" with "rosaline-1595"'),
    );
    expect(found.map((one) => one.split(' shows ')[0])).toEqual([
      '11: The command',
      '15: The output',
      '19: The file',
      '23: The change',
      '29: An answer',
      '34: The instruction',
    ]);
    expect(found[0]).toContain(
      'a password that is typed at a prompt of this page or one before it. Let the program ask',
    );
  });

  it('may be in a folded step, and where it is asked for', () => {
    expect(
      shown(fence('sh run hidden', 'check rosaline-1595'), fence('browser', 'Fill "Password" with "rosaline-1595"')),
    ).toEqual([]);
  });

  it('is in no prose, of the page that asks for it and of those after it', () => {
    const after = lesson(page(machines, fence('sh run', 'a')), 'content/guides/b.mdx');
    const prose = '---\ntitle: B\n---\n\nHis password is rosaline-1595.\n\n```sh run\nrosaline-1595\n```\n';
    expect(told(shownSecrets([guide(ask), after], prose))).toEqual([expect.stringMatching(/^5: The text shows/)]);
  });
});
