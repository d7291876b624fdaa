/** A folder of pages that is thrown away. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

export interface Folder {
  readonly content: string;
  /** @returns the file */
  readonly write: (name: string, text: string) => string;
}

export const recipe = (body = '```xml send as=romeo\n<presence/>\n```', more = ''): string =>
  `---\ntitle: A page\nkind: recipe\n${more}---\n\n${body}\n`;

export const guide = (command = 'true'): string =>
  `---\ntitle: A page\nkind: guide\n---\n\n\`\`\`sh run\n${command}\n\`\`\`\n`;

/** Gone when the tests of the file are over; inside a test, give it `onTestFinished`, since `afterAll` comes too late there. */
export function makeFolder(whenOver: (forget: () => void) => void = afterAll): Folder {
  const root = mkdtempSync(join(tmpdir(), 'stanzabox-content-'));
  whenOver(() => rmSync(root, { recursive: true }));
  const content = join(root, 'content');
  return {
    content,
    write(name, text) {
      const file = join(content, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
  };
}
