import { describe, expect, it } from 'vitest';
import { read } from '../../src/lesson/index.ts';
import { errors, fence, guide, lesson, page } from './page.ts';

describe('a page', () => {
  it('has its slug from its path', () => {
    const slugOf = (path: string): string => lesson(page(''), path).slug;
    expect(slugOf('content/guides/prosody/install.mdx')).toBe('guides/prosody/install');
    expect(slugOf('/home/romeo/content/content/guides/index.md')).toBe('content/guides');
    expect(slugOf('content/guides/prosody/index.mdx')).toBe('guides/prosody');
    expect(slugOf('content/index.mdx')).toBe('index');
    expect(slugOf('why.md')).toBe('why');
  });

  it('is a page that runs nothing when it does not say', () => {
    expect(lesson(page('', fence('sh', 'apt update'), fence('xml', '<a/>')))).toMatchObject({
      kind: 'page',
      title: 'A page',
      machines: {},
      downloads: [],
      steps: [],
    });
  });

  it('has what its frontmatter says', () => {
    const text = page(
      'kind: guide\nserver: openfire\nafter: guides/foundations/dns\nmachines: { server: debian-13, friend: prosody }\n' +
        `downloads: [{ url: "https://example.org/a.deb", sha256: "${'a'.repeat(64)}" }, { url: "https://example.org/b" }]`,
    );
    expect(lesson(text)).toMatchObject({
      kind: 'guide',
      server: 'openfire',
      after: 'guides/foundations/dns',
      machines: { server: 'debian-13', friend: 'prosody' },
      downloads: [{ url: 'https://example.org/a.deb', sha256: 'a'.repeat(64) }, { url: 'https://example.org/b' }],
    });
  });

  it('has what lists of pages say of it', () => {
    const text = page(
      'kind: recipe\ndescription: Who is there?\ntier: break-it\nspecifications: [XEP-0030]\nsidebar: { order: 3, label: Short }',
    );
    expect(lesson(text)).toMatchObject({
      description: 'Who is there?',
      order: 3,
      tier: 'break-it',
      specifications: ['XEP-0030'],
    });
    expect(errors(page('sidebar: { order: first }'))).toEqual(['3: "sidebar.order" must be a number.']);
  });

  it('runs on one Debian 13 when a guide names no machine', () => {
    expect(lesson(page('kind: guide')).machines).toEqual({ server: 'debian-13' });
  });

  it('gives each step its place: id, line, block and heading', () => {
    const text = guide(
      '## First *part*\n',
      fence('text', 'shown'),
      fence('sh run', 'one'),
      '## Second\n',
      fence('sh run', 'two'),
    );
    expect(lesson(text).steps).toMatchObject([
      { id: 's1', line: 13, fence: text.indexOf('```sh run\none'), heading: 'First part', command: 'one' },
      { id: 's2', line: 19, fence: text.indexOf('```sh run\ntwo'), heading: 'Second', command: 'two' },
    ]);
  });

  it('finds blocks inside components, lists, quotes and asides, without their indentation', () => {
    const text = guide(
      `import { Steps, Tabs, TabItem } from '@astrojs/starlight/components';

<Steps>

1. Do this:

   ~~~sh run
   one
     two
   ~~~

</Steps>

<Tabs>
  <TabItem label="a">
    \`\`\`sh run
    three
    \`\`\`
  </TabItem>
</Tabs>

> \`\`\`sh run
> four
> \`\`\`

:::note
\`\`\`\`sh run
five
\`\`\`\`
:::

{/* \`\`\`sh run
not a block
\`\`\` */}
`,
    );
    expect(lesson(text).steps.map((step) => step.kind === 'shell' && step.command)).toEqual([
      'one\n  two',
      'three',
      'four',
      'five',
    ]);
  });

  it('may be Markdown, where braces mean nothing', () => {
    expect(lesson(guide('{ not MDX\n', fence('sh run', 'one')), 'content/a.md').steps).toHaveLength(1);
  });

  it('is the same on Windows', () => {
    const text = guide(fence('sh run', 'one\ntwo'), fence('text output', 'x\ny'));
    // Where its blocks begin is another thing: each line is longer by one.
    const told = (page: string): unknown =>
      JSON.parse(JSON.stringify(lesson(page), (key, value) => (key === 'fence' ? undefined : value)));
    expect(told(text.replaceAll('\n', '\r\n'))).toEqual(told(text));
  });
});

it('opens no file: a path that does not exist is fine', () => {
  expect(read('content/nowhere/at-all.mdx', page(''))).toMatchObject({ slug: 'nowhere/at-all' });
});
