import { describe, expect, it } from 'vitest';
import { importsFor } from '../../src/site/markdown/provide-components.ts';

const available = new Map([
  ['LeftOut', '/site/LeftOut.astro'],
  ['Paths', '/site/Paths.astro'],
]);

describe('components that pages use without importing them', () => {
  it('imports those that a page uses', () => {
    expect(importsFor('Text <LeftOut kind="off" /> and <LeftOut/>', available)).toBe(
      'import LeftOut from "/site/LeftOut.astro";',
    );
    expect(importsFor('<Paths /><LeftOut />', available).match(/import/g)).toHaveLength(2);
  });

  it('imports nothing for HTML, closing tags alone or names it does not know', () => {
    expect(importsFor('<p>a</p> </Paths> <Unknown/>', available)).toBe('');
  });
});
