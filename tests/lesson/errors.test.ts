import { describe, expect, it } from 'vitest';
import { errors, fence, guide, page, recipe } from './page.ts';

/** The only error of a guide with these blocks; the first block opens on line 7. */
const only = (...blocks: string[]): string => {
  const found = errors(guide(...blocks));
  expect(found, found.join('\n')).toHaveLength(1);
  return found[0] ?? '';
};
const bad = (info: string, text = 'a'): string => only(fence(info, text));

describe('options', () => {
  it.each([
    [
      'exti=1',
      '"exti" is not an option of an "sh run" block. It may have: answers, as, drill, exit, for, hidden, lab, on, run, skip, timeout, within.',
    ],
    [
      'loud',
      '"loud" is not an option of an "sh run" block. It may have: answers, as, drill, exit, for, hidden, lab, on, run, skip, timeout, within.',
    ],
    ['exit=no', 'exit="no" is not understood: write it like exit=1.'],
    ['exit=256', 'exit=256: an exit status is 0 to 255.'],
    ['exit', '"exit" needs a value: write exit=1.'],
    ['exit=1 exit=2', '"exit" is given twice; keep one of them.'],
    ['hidden hidden', '"hidden" is written twice; once is enough.'],
    ['hidden=yes', '"hidden" takes no value: write hidden alone.'],
    ['within=30', 'within="30" is not a duration: write a number with its unit, such as 500ms, 30s or 5m.'],
    ['timeout=0s', 'timeout="0s" is not a duration: write a number with its unit, such as 500ms, 30s or 5m.'],
    ['skip=', '"skip=" has no value: write skip="..." without spaces around "=".'],
    ['skip=""', 'skip needs its reason: write skip="why it is not run".'],
    [
      'skip="no end',
      'The value of "skip" has no closing quotation mark, or something follows it directly. Put the value between "..." or, when it contains ", between \'...\'.',
    ],
    [
      'skip="a"b',
      'The value of "skip" has no closing quotation mark, or something follows it directly. Put the value between "..." or, when it contains ", between \'...\'.',
    ],
    ['!', '"!" is not understood: after the language come words (run, hidden) and options (exit=1, skip="why").'],
    ['as=Root', 'as="Root" is not understood: write it like as=root.'],
    [
      'on=friend',
      'The page has no machine "friend". Add it to the frontmatter (machines: { friend: debian-13 }) or choose one of: server, laptop.',
    ],
  ])('sh run %s', (options, plain) => {
    expect(bad(`sh run ${options}`)).toBe(`7: ${plain}`);
  });

  it('are checked on blocks that are only shown, and on pages that run nothing', () => {
    expect(bad('lua mode=0640')).toBe(
      '7: "mode" is not an option of a lua block that is only shown. It may have none.',
    );
    expect(errors(page('', fence('sh rum', 'a')))).toEqual([
      '6: "rum" is not an option of a sh block that is only shown. It may have none.',
    ]);
  });
});

describe('blocks that run', () => {
  it('must say that they run, or why they do not', () => {
    expect(bad('sh')).toBe('7: This sh block neither runs nor says why not: write "sh run", or skip="the reason".');
    expect(bad('console')).toBe(
      '7: This console block neither runs nor says why not: write "sh run", or skip="the reason".',
    );
    expect(bad('xml', '<a/>')).toBe(
      '7: This xml block neither runs nor says why not: write "xml send as=romeo", "xml receive as=romeo", "xml file=/path", or skip="the reason".',
    );
  });

  it.each([
    ['sh run', 'run'],
    ['lua file=/etc/a', 'file'],
    ['diff file=/etc/a', 'file'],
    ['zone', 'zone'],
    ['browser', 'browser'],
    ['xml send as=romeo', 'send'],
    ['xml receive as=romeo', 'receive'],
    ['sh skip="a"', 'run'],
    ['lua skip="a"', 'skip'],
    ['text output', 'output'],
  ])('%s is refused on a page that runs nothing', (info, word) => {
    const [error = '', ...more] = errors(page('', fence(info, 'a')));
    expect(more).toEqual([]);
    expect(error).toContain(`6: "${word}" means that the block runs, but this page does not: add "kind: guide"`);
  });

  it('are sh, xml and text', () => {
    expect(bad('bash run')).toBe('7: Write sh instead of bash: commands run in bash under that name.');
    expect(bad('html send as=romeo')).toBe('7: Write xml instead of html: stanzas are XML.');
    expect(only(fence('sh run', 'a'), fence('json output', 'a'))).toBe('11: Write text output instead of json output.');
  });

  it('are stanzas only in a recipe', () => {
    expect(errors(recipe(fence('sh run', 'a')))).toEqual([
      '6: A recipe has no machines, so an "sh run" block cannot run in it: make the page a guide, or use xml send and xml receive.',
    ]);
  });

  it('are not empty', () => {
    expect(bad('sh run', '')).toBe('7: The block is empty: write a command into it, or take it out.');
    expect(bad('xml send as=romeo', '')).toContain('The block is empty');
    expect(bad('browser', '')).toContain('The block is empty');
    expect(bad('zone', '; only a comment')).toContain('The block is empty');
    expect(bad('xml receive as=romeo', '')).toBe(
      '7: The block is empty: write the stanza that must arrive, or say "nothing" when none may.',
    );
  });

  it('show commands without a prompt', () => {
    expect(bad('sh run', '$ a\nb')).toBe('8: A command is written without its prompt: take the "$ " away.');
  });

  it('name a machine when it is not clear', () => {
    const friends = 'kind: guide\nmachines: { friend: debian-13, other: debian-13 }';
    expect(errors(page(friends, fence('sh run', 'a')))).toEqual([
      '7: Say where it runs: on=friend (the page has: friend, other).',
    ]);
    expect(errors(page('kind: guide', fence('browser', 'See "a"')))).toEqual([
      '6: It runs on a machine "laptop", which the page does not have: add it to machines in the frontmatter (laptop: debian-13), or say on=....',
    ]);
  });
});

describe('output', () => {
  const noStep =
    'This output belongs to no step: put it right under the sh run block that prints it, with no other block between them.';

  it('belongs to a step', () => {
    expect(bad('text output')).toBe(`7: ${noStep}`);
    expect(only(fence('sh run', 'a'), fence('lua', 'b'), fence('text output', 'c'))).toBe(`15: ${noStep}`);
    expect(only(fence('sh run', 'a'), fence('text output', 'b'), fence('text output', 'c'))).toBe(`15: ${noStep}`);
  });

  it('is not skipped by itself', () => {
    expect(only(fence('sh run', 'a'), fence('text output skip="x"', 'b'))).toBe(
      '11: An output block is not run by itself: put skip="..." at the sh block above it.',
    );
  });

  it('below a broken step is not an error of its own', () => {
    expect(only(fence('sh run exit="1', 'a'), fence('text output', 'b'))).toContain('7: The value of "exit"');
  });
});

describe('files', () => {
  it.each([
    ['lua file=etc/a', 'file="etc/a" must be a whole path without spaces, such as file=/etc/motd or file=~/.bashrc.'],
    ['lua file=/etc/', 'file="/etc/" must be a whole path without spaces, such as file=/etc/motd or file=~/.bashrc.'],
    ['lua file=/a mode=rw', 'mode="rw" is not understood: write it like mode=0640.'],
    ['lua file=/a owner="root prosody"', 'owner="root prosody" is not understood: write it like owner=root:prosody.'],
    [
      'diff file=/a mode=0640',
      '"mode" is not an option of a "diff file=" block. It may have: as, drill, file, for, hidden, lab, on, skip.',
    ],
  ])('%s', (info, plain) => {
    expect(bad(info, '@@ -1 +1 @@\n-a\n+b')).toBe(`7: ${plain}`);
  });

  it.each([
    ['a', '8: No change is in the block: a unified diff has lines "@@ -1,3 +1,4 @@" (diff -u writes it).'],
    ['@@ -1,2 +1 @@\n-a\n+b', '8: The counts in this @@ line do not fit the lines below it'],
    ['@@ -1 +1 @@\n-a\n+b\nc', '11: "c" should begin the next change: @@ -line,count +line,count @@.'],
  ])('diff %j', (diff, plain) => {
    expect(bad('diff file=/a', diff)).toContain(plain);
  });
});

describe('stanzas', () => {
  it.each([
    ['xml send', '<a/>', '7: Say whose session it is: as=romeo.'],
    ['xml send as="Romeo M"', '<a/>', '7: as="Romeo M" is not understood: write it like as=romeo'],
    ['xml send receive as=romeo', '<a/>', '7: "send" and "receive" contradict each other: make two blocks.'],
    ['xml receive as=romeo exact nothing', '<a/>', '7: "exact" and "nothing" contradict each other: keep one of them.'],
    [
      'xml send as=romeo within=3s',
      '<a/>',
      '7: "within" is not an option of an "xml send" block. It may have: as, hidden, send, skip, solution.',
    ],
    [
      'xml receive as=romeo',
      '<a/><b/>',
      '7: A block expects one stanza; here are 2. Make one "xml receive" block for each.',
    ],
  ])('%s', (info, text, plain) => {
    expect(errors(recipe(fence(info, text))).map((error) => error.replace(/^6/, '7'))[0]).toContain(plain);
  });

  it('say where what is expected is not XML', () => {
    expect(errors(recipe(fence('xml receive as=romeo', '<a>\n  <b>\n</a>')))[0]).toMatch(/^[789]: /);
  });
});

describe('the page', () => {
  it('must be valid MDX', () => {
    expect(errors(guide('<Steps>\n\na'))).toEqual([
      '7: The page is not valid MDX: Expected a closing tag for `<Steps>`. A literal { or < in the text is written \\{ or \\<; a tag that is opened must be closed.',
    ]);
    expect(errors(guide('a\n\nb { c'))[0]).toMatch(/^9: The page is not valid MDX: /);
  });

  it('has an end for each block', () => {
    expect(errors(guide('```sh run\na'))).toEqual([
      '7: The block has no end: close it with a line of ``` (as many as it begins with).',
    ]);
  });

  it('tells all of its errors, in the order of its lines', () => {
    const found = errors(guide(fence('sh', 'a'), fence('zone', 'a A b\nc AAA d'), fence('sh run exit=x', 'a')));
    expect(found.map((error) => Number.parseInt(error, 10))).toEqual([7, 12, 13, 16]);
  });

  it.each([
    [
      'kind: gide',
      '3: "kind" must be guide, recipe, lesson, drill or page; leave it out for a page that runs nothing.',
    ],
    ['kind: guide\nserver: prosodi', '4: "server" must be one of: prosody, ejabberd, openfire.'],
    ['kind: guide\nsever: prosody', '4: "sever" means nothing in the frontmatter of this kind of page.'],
    [
      'kind: guide\nafter: /guides/a/',
      '4: "after" is the address of a page without slashes around it, such as guides/prosody/install (guides/any/ladder@prosody where that page is about several).',
    ],
    [
      'kind: guide\nmachines: [server]',
      '4: "machines" must be a list of names and values, such as { server: debian-13 }.',
    ],
    ['kind: guide\nmachines: {}', '4: "machines" names no machine: write { server: debian-13 } or leave it out.'],
    ['kind: guide\nmachines: { Server: a }', '4: "machines.Server" is a machine name: small letters'],
    [
      'kind: guide\nmachines:\n  server: 13',
      '5: "machines.server" must be a text; put it between "..." when it looks like a number.',
    ],
    [
      'kind: guide\ndownloads:\n  - url: example.org',
      '5: "downloads.0.url" is the full address, such as https://example.org/file.deb.',
    ],
    ['kind: guide\ndownloads:\n  - url: https://a.org/b\n    sha256: 12AB', '6: "downloads.0.sha256"'],
    ['server: prosody', '3: "server" means nothing in the frontmatter of this kind of page.'],
    ['kind: "guide', '3: The frontmatter is not valid YAML: Missing closing "quote'],
    ['kind: recipe\nspecifications: [XEP-30]', '4: "specifications.0" is written like XEP-0030 or RFC 6121.'],
  ])('frontmatter %j', (frontmatter, plain) => {
    expect(errors(page(frontmatter))[0]).toContain(plain);
  });

  it('has a title', () => {
    expect(errors('---\nkind: guide\n---\n')).toEqual(['1: "title" is missing: write title: ... in the frontmatter.']);
    expect(errors('Only text')).toEqual(['1: "title" is missing: write title: ... in the frontmatter.']);
  });
});
