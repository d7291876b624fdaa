import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { features } from '../../src/site/comparison/table.ts';

describe('How this console compares', () => {
  const proofs = features.flatMap(({ ours }) => ours.proofs);

  it.each(proofs.map(({ file, name }) => [file, name] as const))('%s has the test "%s"', (file, name) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    const quoted = [`'${name}'`, `"${name}"`, `\`${name}\``, `'${name.replaceAll("'", "\\'")}'`];
    expect(
      quoted.some((each) => text.includes(each)),
      `${file} has no test "${name}"`,
    ).toBe(true);
  });

  it('claims nothing without a test', () => {
    for (const { name, ours } of features) if (ours.mark === 'yes') expect(ours.proofs, name).not.toEqual([]);
  });
});
