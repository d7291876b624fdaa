import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../src/commands/index.ts';
import { pagesOf, stagesOf, testsOf } from '../../src/commands/test/page-stages.ts';

const content = join(root, 'content');

describe('the pages that a word of npm test means', () => {
  it.each(['site/guides/prosody/install', 'guides/prosody/install', 'content/guides/prosody/install.mdx'])(
    '%s is one guide',
    async (word) => {
      expect(await pagesOf(content, word)).toEqual({ guides: ['guides/prosody/install'], recipes: [] });
    },
  );

  it('a folder means the pages below it, and not one that only begins with the same letters', async () => {
    const found = await pagesOf(content, 'site/guides/prosody/');
    expect(found?.guides).toContain('guides/prosody/federation');
    expect(found?.guides.every((slug) => slug.startsWith('guides/prosody/'))).toBe(true);
    expect(await pagesOf(content, 'guides/pro')).toBeUndefined();
  });

  it('a recipe is run in the sandbox, a guide in the lab', async () => {
    const names = async (word: string) => {
      const chosen = await pagesOf(content, word);
      return chosen && stagesOf(chosen).map(({ name }) => name);
    };
    expect(await names('recipes/block')).toContain('recipes in the sandbox');
    expect(await names('recipes/block')).not.toContain('guides');
    expect(await names('contribute/page-format')).toContain('guides');
  });

  it('names test files that are there', () => {
    for (const file of Object.values(testsOf)) expect(existsSync(join(root, file)), file).toBe(true);
  });
});
