import { expect, it } from 'vitest';
import { withStepNumbers } from '../../src/site/recipe/step-numbers.ts';

const steps = [{ line: 12 }, { line: 40 }, { line: 51 }];

it('a reader is told of steps by their numbers, not of lines of the page', () => {
  expect(withStepNumbers('the step at line 40 failed', steps)).toBe('step 2 failed');
  expect(withStepNumbers('the step at line 41 failed', steps)).toBe('the step at line 41 failed');
  expect(withStepNumbers('this server has no such account', steps)).toBe('this server has no such account');
});
