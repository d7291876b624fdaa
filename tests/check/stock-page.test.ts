import { expect, test } from 'vitest';
import { readStock, tableOf, tableOnPage } from './stock/page.ts';

test('the page’s table is made of what was measured', async () => {
  expect(await tableOnPage()).toBe(tableOf(await readStock()));
});
