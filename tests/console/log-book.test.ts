import { describe, expect, it } from 'vitest';
import { limits } from '../../playground/console/limits.ts';
import { defaultLogFilter, filterLog, LogBook } from '../../playground/console/state/log-book.ts';
import type { LogLine } from '../../playground/sandbox/types.ts';

function line(more: Partial<LogLine> = {}): LogLine {
  return { server: 'montague.example', level: 'info', source: 'c2s1', text: 'Client connected', at: 0, ...more };
}

describe('LogBook', () => {
  it('keeps the latest lines', () => {
    const log = new LogBook();
    log.append(Array.from({ length: limits.log * 2 }, (_, index) => line({ text: String(index) })));
    expect(log.lines).toHaveLength(limits.log);
    expect(log.lines.at(-1)?.text).toBe(String(limits.log * 2 - 1));
  });

  it('brings back what was cleared, before what came since', () => {
    const log = new LogBook();
    log.append([line({ text: 'one' })]);
    log.clear();
    log.append([line({ text: 'two' })]);
    expect(log.cleared).toBe(1);
    log.restore();
    expect(log.lines.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(log.cleared).toBe(0);
  });

  it('filters by level, server and words', () => {
    const log = new LogBook();
    log.append([
      line({ level: 'debug' }),
      line({ server: 'capulet.example' }),
      line({ level: 'error', text: 'Broken' }),
    ]);
    const texts = (filter: object): number[] =>
      filterLog(log.lines, { ...defaultLogFilter, ...filter }).map(({ id }) => id);
    expect(texts({})).toEqual([2, 3]);
    expect(texts({ level: 'debug' })).toEqual([1, 2, 3]);
    expect(texts({ server: 'capulet.example' })).toEqual([2]);
    expect(texts({ search: 'BROKEN' })).toEqual([3]);
    expect(texts({ level: 'debug', search: 'c2s1' })).toEqual([1, 2, 3]);
  });
});
