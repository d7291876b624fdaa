import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewrite } from '../../src/lesson/index.ts';
import { readMarkdown } from '../../src/lesson/markdown.ts';

const page = `---
title: A page
---

Text with \`code\`.

\`\`\`sh run
first
\`\`\`

<Steps>

1. One

   ~~~text output
   a
     b

   c
   ~~~

   > quoted
   >
   > \`\`\`text
   > d
   > \`\`\`

</Steps>

\`\`\`text
\`\`\`
The end, without a line feed`;

/** Where the blocks begin: lines that open one, after indentation and quotation marks. */
const offsets = [...page.matchAll(/(?<=^[ >]*)(?:```|~~~)\w.*$/gm)].map(({ index }) => index);
const at = (block: number): number => offsets[block] ?? -1;

const texts = (text: string): string[] => {
  const found = readMarkdown(text, true);
  if (!found.ok) throw new Error(found.plain);
  return found.markdown.fences.map((fence) => fence.text);
};

describe('rewrite', () => {
  it('changes the blocks that it is told and nothing else', () => {
    const rewritten = rewrite('a.mdx', page, [
      { fence: at(1), text: 'x\n\n  y\n' },
      { fence: at(2), text: 'e\nf' },
    ]);
    expect(rewritten).toBe(
      page.replace('   a\n     b\n\n   c\n', '   x\n\n     y\n').replace('   > d\n', '   > e\n   > f\n'),
    );
    expect(texts(rewritten)).toEqual(['first', 'x\n\n  y', 'e\nf', '']);
  });

  it('fills an empty block and empties a full one', () => {
    const rewritten = rewrite('a.mdx', page, [
      { fence: at(0), text: '' },
      { fence: at(3), text: 'new' },
    ]);
    expect(texts(rewritten)).toEqual(['', 'a\n  b\n\nc', 'd', 'new']);
    expect(rewritten.endsWith('```text\nnew\n```\nThe end, without a line feed')).toBe(true);
  });

  it('keeps the line ends of a page from Windows', () => {
    const windows = page.replaceAll('\n', '\r\n');
    const rewritten = rewrite('a.mdx', windows, [{ fence: windows.indexOf('```sh'), text: 'x\ny' }]);
    expect(rewritten).toBe(page.replace('first', 'x\ny').replaceAll('\n', '\r\n'));
  });

  it('refuses a block that is not there', () => {
    expect(() => rewrite('a.mdx', page, [{ fence: 4, text: '' }])).toThrow('a.mdx has no closed block at offset 4');
  });

  it('writes any text so that it is read back as it was', () => {
    const line = fc.constantFrom('a', '', '```', '````', '  ```', '~~~', '> b', '{c}', '<d>', '    e', '\t', '---');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.array(line, { minLength: 1, maxLength: 6 }), (block, lines) => {
        const text = lines.join('\n');
        const rewritten = rewrite('a.mdx', page, [{ fence: at(block), text }]);
        const expected = ['first', 'a\n  b\n\nc', 'd', ''];
        expected[block] = text.replace(/\n$/, '');
        // Spaces alone on a line do not come back.
        const plain = (written: string): string => written.replace(/^[ \t]+$/gm, '');
        expect(texts(rewritten).map(plain)).toEqual(expected.map(plain));
      }),
      { numRuns: 500 },
    );
  });
});
