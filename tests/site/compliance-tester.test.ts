/** The table that compares this site's check with the compliance tester leaves no row without an answer. */
import { expect, test } from 'vitest';
import { catalogue } from '../../playground/check/catalogue.ts';
import { compared } from '../../src/site/check/compliance-tester.ts';

test('each thing that the tester asks is judged here, or its row says why not and where it is judged', () => {
  const unanswered = compared.filter(
    ({ ids, differs }) => ids.length === 0 && !/ check .* does\.$/.test(differs ?? ''),
  );
  expect(unanswered).toEqual([]);
  for (const { spec, asks, ids, differs = '.' } of compared) {
    expect([spec, asks, differs]).toEqual([spec, expect.stringMatching(/^[A-Z].*\?$/), expect.stringMatching(/\.$/)]);
    for (const id of ids) expect(catalogue, spec).toHaveProperty(id);
  }
});

test('no thing has two rows', () => {
  const specs = compared.map(({ spec }) => spec);
  expect(specs).toEqual([...new Set(specs)]);
});
