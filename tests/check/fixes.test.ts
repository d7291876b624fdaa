/** What a finding leads to: each section exists, in the page that it names. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue, checkIds } from '../../playground/check/catalogue.ts';
import { fixes, fixFor } from '../../playground/check/fixes.ts';
import { knownSoftware } from '../../playground/check/software.ts';
import { contentFolder } from '../../src/content/index.ts';

/** As the built page has it: GitHub's way, which Astro follows. */
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const links = checkIds.flatMap((id) =>
  knownSoftware.flatMap((software) => {
    const page = fixes[id]?.[software]?.page;
    return page === undefined ? [] : [[id, software, page] as const];
  }),
);

describe('what a finding leads to', () => {
  it.each(links)('%s on %s: the section %s exists, in a guide for that server', async (_, software, link) => {
    const [, page = '', section = ''] = /^(guides\/\w+\/[\w-]+)\/#([\w-]+)$/.exec(link) ?? [];
    expect(page).toMatch(new RegExp(`^guides/${software}/`));
    const text = await readFile(join(contentFolder, `${page}.mdx`), 'utf8');
    const sections = [...text.matchAll(/^#{2,4} (.+)$/gm)].map(([, heading = '']) => slugOf(heading));
    expect(sections).toContain(section);
  });

  it('has words for every server, and for one that nobody knows, wherever something can be wrong', () => {
    const never = ['channel-binding'];
    for (const id of checkIds.filter((each) => !never.includes(each)))
      for (const software of [...knownSoftware, undefined])
        expect([id, fixFor(id, software)?.words]).toEqual([id, expect.stringMatching(/\.$/)]);
  });

  it('has a title and a reason for each, as sentences', () => {
    for (const id of checkIds) {
      expect(catalogue[id].why).toMatch(/^[A-Z].*\.$/);
      expect(catalogue[id].title).not.toMatch(/\.$/);
    }
  });
});
