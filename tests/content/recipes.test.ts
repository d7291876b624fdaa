import { describe, expect, it, onTestFinished, test } from 'vitest';
import {
  chooseRecipes,
  contentFolder,
  findRecipes,
  nameOf,
  readAllHabits,
  readRecipe,
  readRecipeEvidence,
  readRecipes,
  writeRecipeEvidence,
} from '../../src/content/index.ts';
import { answersOf, type RecipeEvidence, unexplained, usedExplanations } from '../../src/lesson/index.ts';
import { guide, makeFolder, recipe } from './folder.ts';

const { content, write } = makeFolder();
write('recipes/block.mdx', recipe());
write('recipes/block-command.mdx', recipe());
write('recipes/rooms/invite.md', recipe());
write('recipes/about.mdx', '---\ntitle: About recipes\n---\n');

const chosen = async (...words: string[]): Promise<string[]> =>
  chooseRecipes(await readRecipes(content), words).map(({ path }) => path);

describe('which recipes are meant', () => {
  it('all of them without words, in MDX and in Markdown, without pages of other kinds', async () => {
    expect(await chosen()).toEqual([
      'content/recipes/block-command.mdx',
      'content/recipes/block.mdx',
      'content/recipes/rooms/invite.md',
    ]);
  });

  it.each([
    ['block', 'content/recipes/block.mdx'],
    ['content/recipes/block.mdx', 'content/recipes/block.mdx'],
    ['./content/recipes/block.mdx', 'content/recipes/block.mdx'],
    ['recipes/block', 'content/recipes/block.mdx'],
    ['recipes/rooms/invite/', 'content/recipes/rooms/invite.md'],
    ['invite.md', 'content/recipes/rooms/invite.md'],
    ['command', 'content/recipes/block-command.mdx'],
    ['rooms', 'content/recipes/rooms/invite.md'],
  ])('%s: by name, path or slug, or else by a part of one path', async (word, path) => {
    expect(await chosen(word)).toEqual([path]);
    expect(await findRecipes(content, [word])).toEqual([path]);
  });

  it('each once, in the order of their paths', async () => {
    expect((await chosen('block', 'command', 'recipes/block')).map((path) => nameOf({ path }))).toEqual([
      'block-command',
      'block',
    ]);
  });

  it('is an error for a word that means none, or is a part of several', async () => {
    await expect(chosen('blok')).rejects.toThrow(
      'No recipe or lesson is called "blok". There are: block-command, block, invite.',
    );
    await expect(chosen('loc')).rejects.toThrow(
      '"loc" is a part of several names. Write one of: block-command, block.',
    );
  });

  it('is an error for a recipe that cannot be read, but only when it is asked for', async () => {
    const { content: other, write: writeOther } = makeFolder(onTestFinished);
    writeOther('recipes/one.mdx', recipe());
    writeOther('recipes/two.mdx', recipe('```xml send as=Romeo!\n<presence/>\n```'));
    const set = await readRecipes(other);
    expect(() => chooseRecipes(set, ['two'])).toThrow('content/recipes/two.mdx:6:');
    expect(() => chooseRecipes(set, [])).toThrow('content/recipes/two.mdx:6:');
    expect(chooseRecipes(set, ['one'])).toHaveLength(1);
  });
});

test('a page of another kind is not a recipe', async () => {
  expect(await readRecipe(content, write('guides/a.mdx', guide()))).toMatchObject([{ line: 1 }]);
});

describe('the evidence of a recipe', () => {
  const evidence: RecipeEvidence = { kind: 'recipe', format: 1, page: 'recipes/block', results: [] };

  it('is what was written beside it, or none', async () => {
    const [block] = chooseRecipes(await readRecipes(content), ['block']);
    if (block === undefined) throw new Error('the recipe was not found');
    expect(await readRecipeEvidence(block)).toBeUndefined();
    await writeRecipeEvidence(block, evidence);
    expect(await readRecipeEvidence(block)).toEqual(evidence);
  });

  it('that is broken, or of a guide, is an error with its file and what to do', async () => {
    const [page] = chooseRecipes(await readRecipes(content), ['invite']);
    if (page === undefined) throw new Error('the recipe was not found');
    write('recipes/rooms/invite.run.json', '{');
    await expect(readRecipeEvidence(page)).rejects.toThrow(/invite\.run\.json: The evidence is not valid JSON/);
    const ofGuide = {
      ...{ kind: 'guide', format: 1, page: 'a', hash: 'a'.repeat(64), date: '2026-11-22T10:00:00Z', duration: 1 },
      ...{ status: 'passed', cold: true, chain: [], machines: [], downloads: [], steps: [] },
    };
    write('recipes/rooms/invite.run.json', JSON.stringify(ofGuide));
    await expect(readRecipeEvidence(page)).rejects.toThrow(
      'content/recipes/rooms/invite.run.json is the evidence of a guide. Remove it and run the recipe again.',
    );
  });
});

describe('the recipes of this project', async () => {
  const recipes = chooseRecipes(await readRecipes(contentFolder), []);
  const habits = await readAllHabits(contentFolder);

  it.each(recipes)('$path: each difference between servers is explained', async (recipe) => {
    expect(unexplained(recipe.lesson, await readRecipeEvidence(recipe), habits)).toEqual([]);
  });

  it('need every sentence that holds for many of them', async () => {
    const used = new Set();
    for (const recipe of recipes) {
      const rows = answersOf(recipe.lesson, await readRecipeEvidence(recipe), habits);
      for (const one of usedExplanations(rows)) used.add(one);
    }
    expect(habits.filter((one) => !used.has(one)).map(({ says }) => says)).toEqual([]);
  });
});
