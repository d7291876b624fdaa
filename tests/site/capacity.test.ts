import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { each, largestCrowd, type ServerUse, usesIn } from '../../src/site/guide/capacity.ts';

/** The crowd's program, as each page about capacity has it for its readers to copy. */
const programs = globSync('content/guides/*/capacity.mdx').map(
  (path) => /```python file=\/usr\/local\/bin\/crowd [^\n]*\n(.*?)```/s.exec(readFileSync(path, 'utf8'))?.[1],
);

const printed = `nobody is in: 0 clients, 20 MB, 1.00 processor seconds, 25 open files
1000 are in: 1000 clients, 120 MB, 11.50 processor seconds, 1025 open files, 200 MB on the machine
`;

describe('the figures of the page about capacity', () => {
  it('are read from what xmpp-cost printed', () => {
    expect(usesIn(printed)).toEqual([
      { when: 'nobody is in', clients: 0, megabytes: 20, seconds: 1, files: 25, machine: undefined },
      { when: '1000 are in', clients: 1000, megabytes: 120, seconds: 11.5, files: 1025, machine: 200 },
    ]);
  });

  it('are not made of other outputs', () => {
    expect(usesIn('1000 are in, 10 messages arrived, 0 attempts failed')).toEqual([]);
  });

  it('are shared out among those who caused them, and missing where a moment was not measured', () => {
    const server: ServerUse = { server: 'prosody', uses: usesIn(printed) };
    expect(each(server, 'nobody is in', '1000 are in', 1000)).toBe(10.5);
    expect(each(server, '1000 are in', '10000 messages', 10_000)).toBeUndefined();
  });

  it('tell the largest crowd that fits, and count what it took when it came back', () => {
    const crowd = (when: string, clients: number, machine: number) =>
      `${when}: ${clients} clients, 1 MB, 1.00 processor seconds, 1 open files, ${machine} MB on the machine\n`;
    const server: ServerUse = {
      server: 'openfire',
      uses: usesIn(
        crowd('nobody is in', 0, 300) +
          crowd('100 are in', 100, 400) +
          crowd('1000 are in', 1000, 500) +
          crowd('all are back', 1000, 800) +
          crowd('2000 are in', 2000, 700),
      ),
    };
    expect(largestCrowd(server, 900)).toBe(2000);
    expect(largestCrowd(server, 768)).toBe(100);
    expect(largestCrowd(server, 200)).toBeUndefined();
    expect(largestCrowd({ server: 'openfire', uses: usesIn('') }, 768)).toBeUndefined();
  });

  it('come from the same program on each page: other figures could not stand beside each other', () => {
    expect(programs.length).toBeGreaterThan(1);
    expect(programs[0]).toContain('async def log_in');
    expect(new Set(programs).size).toBe(1);
  });
});
