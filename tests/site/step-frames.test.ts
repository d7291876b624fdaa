import { toHtml } from '@astrojs/starlight/expressive-code/hast';
import { expect, it } from 'vitest';
import type { StepEvidence } from '../../src/lesson/index.ts';
import { foldedSolution, stepHead } from '../../src/site/guide/step-frames.ts';
import { fence, guide, lesson, recipe } from '../lesson/page.ts';

const toText = (child: ReturnType<typeof stepHead>): string =>
  (typeof child === 'string' ? child : toHtml(child)).replace(/<[^>]*>/g, '');

it('shows what a program said in a failed run as text, whatever is in it', () => {
  const [step] = lesson(guide(fence('sh run', 'false'))).steps;
  if (!step) throw new Error('the page has no step');
  const finding: StepEvidence = {
    id: 's1',
    line: 1,
    kind: 'shell',
    status: 'failed',
    reason: 'cat: </span><script>alert(1)</script><img src=x onerror=alert(1)>: No such file',
    milliseconds: 1,
    screenshots: [],
  };
  const head = stepHead(step, [{ server: '', state: 'failed', finding, date: undefined }]);
  const html = typeof head === 'string' ? head : toHtml(head);
  expect(html).not.toMatch(/<(script|img)/);
  expect(html).toContain('&#x3C;script>alert(1)');
});

it('says what the reader of a lesson has to reach, and folds a solution', () => {
  const receive = lesson(recipe(fence('xml receive as=romeo', '<presence/>'))).steps[0];
  if (receive?.kind !== 'receive') throw new Error('the page has no such step');
  const words = (step: typeof receive) => toText(stepHead(step, [], 2));
  expect(words(receive)).toBe('Step 2: romeo receives');
  expect(words({ ...receive, goal: true })).toBe('Step 2: Your goal: romeo receives');
  const fold = foldedSolution(['<presence/>']);
  expect(typeof fold === 'string' ? fold : toHtml(fold)).toMatch(/^<details[^>]*><summary>Show one way<\/summary>/);
});
