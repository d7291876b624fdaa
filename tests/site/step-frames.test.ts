import { toHtml } from '@astrojs/starlight/expressive-code/hast';
import { expect, it } from 'vitest';
import type { StepEvidence } from '../../src/lesson/index.ts';
import { stepHead } from '../../src/site/guide/step-frames.ts';
import { fence, guide, lesson } from '../lesson/page.ts';

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
