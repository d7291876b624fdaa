import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { features } from '../../src/site/comparison/table.ts';

describe('How this console compares', () => {
  const proofs = features.flatMap(({ ours }) => ours.proofs);

  it.each(proofs.map(({ file, name }) => [file, name] as const))('%s has the test "%s"', (file, name) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    const named = [
      ...text.matchAll(/\b(?:test|it|describe)(?:\.(?!skip)\w+)*(?:\([^()]*\))?\(\s*(['"`])(.*?)(?<!\\)\1/gs),
    ];
    expect(named.map(([, , each = '']) => each.replaceAll("\\'", "'"))).toContain(name);
  });

  it('claims nothing without a test', () => {
    for (const { name, ours } of features) if (ours.mark === 'yes') expect(ours.proofs, name).not.toEqual([]);
  });
});
