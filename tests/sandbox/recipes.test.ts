/** Every recipe, sent as fast as it goes. */
import { vi } from 'vitest';
import { contentFolder, findRecipes } from '../../src/content/index.ts';
import { comparePages } from './compare-pages.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

comparePages({ what: 'recipes', paths: await findRecipes(contentFolder, []), manner: 'at once' });
