import { markdownToHtml } from 'satteri';
import { expect, it } from 'vitest';
import { unbrokenCode } from '../../src/site/markdown/unbroken-code.ts';

const html = async (source: string): Promise<string> =>
  String((await markdownToHtml(source, { hastPlugins: [unbrokenCode] })).html);

it.each([
  ['`-f`', '<code><span class="sb-unbroken">-f</span></code>'],
  ['`tail -f`', '<code><span class="sb-unbroken">tail -f</span></code>'],
  [
    '`journalctl -f --unit=prosody --since=today`',
    '<code>journalctl <span class="sb-unbroken">-f</span> <span class="sb-unbroken">--unit=prosody</span> <span class="sb-unbroken">--since=today</span></code>',
  ],
  ['`example.com`', '<code>example.com</code>'],
  ['`/usr/share/a-very-long-folder/that-must-break`', '<code>/usr/share/a-very-long-folder/that-must-break</code>'],
])('%s', async (source, expected) => expect(await html(source)).toContain(expected));

it('leaves blocks as they are', async () => {
  expect(await html('```sh\ntail -f a\n```')).not.toContain('sb-unbroken');
});
