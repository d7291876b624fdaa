import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readIfThere } from '../../src/content/index.ts';

test('a missing file is none; one that cannot be read is an error and not a missing one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stanzabox-'));
  try {
    await writeFile(join(folder, 'there'), 'text');
    expect(await readIfThere(join(folder, 'there'))).toBe('text');
    expect(await readIfThere(join(folder, 'missing'))).toBeUndefined();
    await expect(readIfThere(folder)).rejects.toThrow('EISDIR');
  } finally {
    await rm(folder, { recursive: true });
  }
});
