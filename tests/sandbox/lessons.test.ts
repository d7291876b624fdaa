/** Every lesson, sent as a reader sends it. */
import { vi } from 'vitest';
import { chooseRecipes, contentFolder, readLessons } from '../../src/content/index.ts';
import { comparePages } from './compare-pages.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const lessons = chooseRecipes(await readLessons(contentFolder), []);

comparePages({
  what: 'lessons',
  paths: lessons.map(({ path }) => path),
  manner: 'in turn',
  // It signs in by hand: name and password are in base64, in which nothing can be replaced.
  withOwnNames: 'content/lessons/a-stream-by-hand.mdx',
});
