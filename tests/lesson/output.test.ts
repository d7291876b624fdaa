import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchOutput, stripTerminal, updateOutput } from '../../src/lesson/index.ts';

/** What `--update` writes where nothing was expected: text for which only this output fits. */
const escaped = (actual: string): string => updateOutput('', actual);
const fits = (expected: string, actual: string): boolean => matchOutput(expected, actual).ok;

describe('literal text', () => {
  it('fits itself and nothing else', () => {
    expect(fits('a\nb', 'a\nb\n')).toBe(true);
    expect(fits('a\nb', 'a\nb\nc')).toBe(false);
    expect(fits('a\nb', 'b')).toBe(false);
    expect(fits('a.c', 'abc')).toBe(false);
    expect(fits('', '\n\n')).toBe(true);
    expect(fits('', 'a')).toBe(false);
  });

  it('keeps spaces at the start of a line and empty lines between lines', () => {
    expect(fits('  a', 'a')).toBe(false);
    expect(fits('a\n\nb', 'a\nb')).toBe(false);
  });
});

describe('wildcards', () => {
  it('lets ... stand for any number of whole lines, none included', () => {
    expect(fits('a\n...\nb', 'a\nb')).toBe(true);
    expect(fits('a\n...\nb', 'a\nx\n\ny\nb')).toBe(true);
    expect(fits('a\n...\nb', 'ax\nb')).toBe(false);
    expect(fits('...', '')).toBe(true);
    expect(fits('...\nb', 'b\nc')).toBe(false);
  });

  it('finds a run of lines behind a place that only begins like it', () => {
    expect(fits('...\na\nb\n...\nc', 'a\na\nb\nx\nc')).toBe(true);
    expect(fits('a\n...\na', 'a')).toBe(false);
  });

  it('lets [..] stand for any text inside one line', () => {
    expect(fits('took [..] s', 'took 12.3 s')).toBe(true);
    expect(fits('took [..]s', 'took s')).toBe(true);
    expect(fits('a[..]b', 'a\nb')).toBe(false);
    expect(fits('ab[..]bc', 'abc')).toBe(false);
    expect(fits('a\n[..]\nb', 'a\n\nb')).toBe(true);
  });

  it('is literal where three dots are not the whole line', () => {
    expect(fits('Done ...', 'Done now')).toBe(false);
    expect(fits('Done ...', 'Done ...')).toBe(true);
    expect(fits('  ...', '  ...')).toBe(true);
    expect(fits('  ...', '  a')).toBe(false);
  });

  it('has a way to write wildcards literally', () => {
    expect(fits('\\...', '...')).toBe(true);
    expect(fits('\\...', 'a')).toBe(false);
    expect(fits('list \\[..]', 'list [..]')).toBe(true);
    expect(fits('list \\[..]', 'list x')).toBe(false);
    expect(fits('C:\\\\[..]', 'C:\\Windows')).toBe(true);
    expect(fits('C:\\x', 'C:\\x')).toBe(true);
  });
});

describe('what a terminal shows', () => {
  it('has no colours, titles or other escapes', () => {
    expect(stripTerminal('\u001b[1;32mok\u001b[0m \u001b]0;title\u0007there\u001b(B')).toBe('ok there');
  });

  it('lets a carriage return and "erase in line" overwrite', () => {
    expect(stripTerminal('Reading... 0%\rReading... Done\r\nnext\r\n')).toBe('Reading... Done\nnext');
    expect(stripTerminal('a long line\r\u001b[Kshort\n')).toBe('short');
    expect(stripTerminal('abc\b\bX')).toBe('aXc');
  });

  it("leaves out apt's progress bar, which is painted elsewhere", () => {
    const printed = 'Unpacking\n\u001b7\u001b[24;0f\u001b[42mProgress: [ 12%]\u001b[49m [##....]\u001b8Setting up\n';
    expect(stripTerminal(printed)).toBe('Unpacking\nSetting up');
  });

  it('loses nothing when the cursor is saved and never brought back', () => {
    expect(stripTerminal('a\u001b7b')).toBe('ab');
  });

  it('has no spaces at the ends of lines and no empty lines at the start and the end', () => {
    expect(stripTerminal('\n\na  \t\n b \n\n')).toBe('a\n b');
  });

  it('keeps text beyond the basic plane whole', () => {
    expect(stripTerminal('a😀b\r')).toBe('a😀b');
  });
});

describe('a difference', () => {
  it('names what is missing, what came, and what a wildcard covered', () => {
    const result = matchOutput('one\n...\ntwo\nthree', 'one\nx\ny\n2\nthree');
    expect(result).toEqual({
      ok: false,
      diff: [
        { kind: 'same', text: 'one' },
        { kind: 'any', text: 'x' },
        { kind: 'any', text: 'y' },
        { kind: 'missing', text: 'two' },
        { kind: 'unexpected', text: '2' },
        { kind: 'same', text: 'three' },
      ],
    });
  });

  it('stays readable when far too much was printed', () => {
    const result = matchOutput('a\nb', Array.from({ length: 500_000 }, (_, line) => `line ${line}`).join('\n'));
    if (result.ok) throw new Error('should not fit');
    expect(result.diff.at(-1)?.kind).toBe('left-out');
    expect(result.diff.length).toBeLessThan(300_000);
  });
});

describe('an update', () => {
  it('keeps an expectation that fits, letter by letter', () => {
    expect(updateOutput('a [..]\n...\n', 'a 1\nb')).toBe('a [..]\n...\n');
  });

  it('keeps wildcards and replaces what changed', () => {
    expect(updateOutput('Version [..]\n...\nDone.', 'Version 2\nx\ny\nFinished.')).toBe('Version [..]\n...\nFinished.');
    expect(updateOutput('a\n...', 'b\nc')).toBe('b\n...');
  });

  it('keeps a wildcard inside a line whose other words changed', () => {
    expect(updateOutput('built [..] in 3 s', 'built prosody-13 in 4 s')).toBe('built [..] in 4 s');
  });

  it('drops a wildcard when nothing else of its line is left', () => {
    expect(updateOutput('built [..]', 'error: no such file')).toBe('error: no such file');
  });

  it('adds and removes lines', () => {
    expect(updateOutput('a\nb\nc', 'a\nc\nd')).toBe('a\nc\nd');
  });

  it('never ends as a wildcard alone that was not there', () => {
    expect(updateOutput('...\nfoo\n...', '')).toBe('');
  });

  it('writes literal dots and brackets so that they stay literal', () => {
    expect(updateOutput('x', '...\n[..]')).toBe('\\...\n\\[..]');
  });

  it('keeps only the ends of an output that nobody would keep in a page', () => {
    const actual = Array.from({ length: 500_000 }, (_, line) => `line ${line}`).join('\n');
    const updated = updateOutput('a', actual);
    expect(updated.split('\n')).toHaveLength(41);
    expect(fits(updated, actual)).toBe(true);
  });
});

/** Texts in which the characters that mean something come often. */
const nasty = fc
  .array(
    fc.constantFrom('a', 'b', '.', '...', '[..]', '[', ']', '\\', ' ', '\n', '\n...\n', '\r', '\t', '😀', '\u001b[1m'),
    {
      maxLength: 24,
    },
  )
  .map((parts) => parts.join(''));
const texts = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 40 }));
/** Expectations over a small alphabet, so that they often fit. */
const pattern = fc
  .array(fc.constantFrom('a', 'b', 'ab', '[..]', 'a[..]', '[..]b', 'a[..]b', '...', ''), { maxLength: 8 })
  .map((lines) => lines.join('\n'));
const small = fc.array(fc.constantFrom('a', 'b', 'ab', 'aab', ''), { maxLength: 8 }).map((lines) => lines.join('\n'));

/** The meaning of the wildcards written as plainly as can be, without regard for time. */
const reference = (expected: readonly string[], actual: readonly string[]): boolean => {
  const [first, ...rest] = expected;
  if (first === undefined) return actual.length === 0;
  if (first === '...') {
    return Array.from({ length: actual.length + 1 }, (_, skip) => skip).some((skip) =>
      reference(rest, actual.slice(skip)),
    );
  }
  const [line, ...others] = actual;
  return line !== undefined && referenceLine(first, line) && reference(rest, others);
};
const referenceLine = (expected: string, line: string): boolean => {
  if (expected.startsWith('[..]')) {
    return Array.from({ length: line.length + 1 }, (_, skip) => skip).some((skip) =>
      referenceLine(expected.slice(4), line.slice(skip)),
    );
  }
  return expected === '' ? line === '' : expected[0] === line[0] && referenceLine(expected.slice(1), line.slice(1));
};
const lines = (text: string): string[] => (stripTerminal(text) === '' ? [] : stripTerminal(text).split('\n'));

describe('properties', () => {
  it('any output fits itself once it is escaped', () => {
    fc.assert(
      fc.property(texts, (actual) => fits(escaped(actual), actual)),
      { numRuns: 1000 },
    );
  });

  it('an escaped output fits no other output', () => {
    fc.assert(
      fc.property(
        nasty,
        nasty,
        (one, other) => fits(escaped(one), other) === (stripTerminal(one) === stripTerminal(other)),
      ),
      { numRuns: 1000 },
    );
  });

  it('wildcards match what they say and nothing more', () => {
    fc.assert(
      fc.property(
        pattern,
        small,
        (expected, actual) => fits(expected, actual) === reference(lines(expected), lines(actual)),
      ),
      { numRuns: 5000 },
    );
  });

  it('what an update wrote fits, and a second update changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(nasty, pattern), texts, (expected, actual) => {
        const updated = updateOutput(expected, actual);
        expect(fits(updated, actual)).toBe(true);
        expect(updateOutput(updated, actual)).toBe(updated);
      }),
      { numRuns: 2000 },
    );
  });

  it('an update of a line with wildcards fits', () => {
    const words = fc
      .array(fc.constantFrom('a', '[..]', '\\', ' ', '.', 'bc', '\\[..]'), { maxLength: 9 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(words, words, (expected, actual) => fits(updateOutput(expected, actual), actual)),
      { numRuns: 3000 },
    );
  });

  it('a pattern that fits nowhere is refused in bounded time', () => {
    const many = Array.from({ length: 20 }, () => '...\na[..]a[..]b').join('\n');
    expect(fits(many, 'aaaaaaaaaaaaaaaaaaaa\n'.repeat(5000))).toBe(false);
    expect(fits(`${'a[..]'.repeat(50)}b`, 'a'.repeat(20_000))).toBe(false);
  });
});
