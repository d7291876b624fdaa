/** A mark stands above the block that ran, and above no other: blocks are found by where they begin, and their text is compared. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ExpressiveCode } from '@astrojs/starlight/expressive-code';
import { toHtml } from '@astrojs/starlight/expressive-code/hast';
import { markdownToHtml, mdxToJs } from 'satteri';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read } from '../../src/lesson/index.ts';
import { fenceOption, markFences } from '../../src/site/guide/mark-fences.ts';
import { stepBlocks } from '../../src/site/guide/step-blocks.ts';

const page = `---
title: "Grüße"
kind: guide
---

Not a step:

\`\`\`text
shown
\`\`\`

> - \`\`\`sh run
>   if true; then
>   \techo one
>   fi
>   \`\`\`

\`\`\`text output
one
\`\`\`
`;

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stanzabox-blocks-'));
  file = join(folder, 'page.mdx');
  writeFileSync(file, page);
});
afterAll(() => rmSync(folder, { recursive: true }));

const lesson = read('content/page.mdx', page);
const [step] = Array.isArray(lesson) ? [] : lesson.steps;

async function draw(code: string, offset: number | undefined): Promise<string> {
  const blocks = new ExpressiveCode({ plugins: [stepBlocks('/')] });
  const meta = `run ${fenceOption}="${offset}"`;
  const { renderedGroupAst } = await blocks.render({
    code,
    language: 'sh',
    meta,
    parentDocument: { sourceFilePath: file },
  });
  return toHtml(renderedGroupAst);
}

describe('a block', () => {
  it('gets the mark of the step that begins where it does', async () => {
    const html = await draw('if true; then\n\techo one\nfi', step?.fence);
    expect(html).toContain('id="step-s1"');
    expect(html).toContain('never run');
  });

  it('ends the build when its text is not what the step would run', async () => {
    await expect(draw('if true; then\n  echo two\nfi', step?.fence)).rejects.toThrow(
      /page\.mdx:12: The block that is drawn here is not the one that step s1 was read from/,
    );
  });

  it('that begins where no step does is drawn without a mark', async () => {
    expect(await draw('if true; then\n\techo one\nfi', page.indexOf('```text'))).not.toContain('sb-step');
  });
});

/** The options of each block as the site's own parser hands them on. */
async function marks(source: string, format: 'mdx' | 'md', path: string): Promise<string[]> {
  const found: string[] = [];
  const options = {
    features: { directive: true },
    fileURL: pathToFileURL(path),
    mdastPlugins: [markFences],
    hastPlugins: [
      {
        name: 'collect',
        element: {
          filter: ['code'],
          visit: ({ data }: { data?: { meta?: string | null } }) => {
            const offset = /data-fence="(\d+)"/.exec(data?.meta ?? '')?.[1];
            if (offset !== undefined) found.push(offset);
          },
        },
      },
    ],
  };
  await (format === 'mdx' ? mdxToJs(source, options) : markdownToHtml(source, options));
  return found;
}

describe('where a block begins', () => {
  const offsets = () => ['```text\n', '```sh', '```text output'].map((fence) => String(page.indexOf(fence)));

  it('is its place in the file, as the step has it', async () => {
    expect(step?.fence).toBe(page.indexOf('```sh'));
    // Astro hands MDX on with spaces in the place of the frontmatter.
    const blank = page.replace(/^---[\s\S]*?\n---/, (front) => front.replace(/\S/g, ' '));
    expect(await marks(blank, 'mdx', file)).toEqual(offsets());
  });

  it('is the same in Markdown, of which Astro parses the text below the frontmatter', async () => {
    const body = page.slice(page.indexOf('Not a step')).trim();
    expect(await marks(body, 'md', file)).toEqual(offsets());
  });

  it('is not known of a text that is not in its file', async () => {
    expect(await marks('```sh run\nelse\n```', 'md', file)).toEqual([]);
  });
});
