import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changesBetween,
  countChanged,
  withChanges,
  writtenChanges,
} from '../../playground/console/configuration/line-changes.ts';
import { leftOutWords, withoutSecretSettings } from '../../playground/console/share/secrets.ts';

const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));

describe('changes of lines', () => {
  it('lead from any text to any other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(withChanges(before, changesBetween(before, after))).toBe(after);
      }),
    );
  });

  it('are as few as a reader would count', () => {
    const changes = changesBetween('a\nb\nc\nd\ne', 'a\nB\nc\nd\nnew\ne');
    expect(changes).toEqual([
      { at: 1, gone: ['b'], come: ['B'] },
      { at: 4, gone: [], come: ['new'] },
    ]);
    expect(countChanged(changes)).toBe(2);
    expect(writtenChanges(changes)).toBe('@@ line 2 @@\n-b\n+B\n@@ line 5 @@\n+new');
    expect(changesBetween('a', 'a')).toEqual([]);
  });

  it('do not fit another text than the one that they were made from', () => {
    expect(withChanges('x\ny\nz', changesBetween('x\nold\nz', 'x\nnew\nz'))).toBeUndefined();
    expect(withChanges('x', [{ at: 5, gone: ['x'], come: [] }])).toBeUndefined();
  });

  it('of two long texts without a common line are found at once', () => {
    const long = (word: string) => Array.from({ length: 20_000 }, (_, line) => `${word} ${line}`).join('\n');
    expect(changesBetween(long('a'), long('b'))).toHaveLength(1);
  });
});

describe('secrets in a configuration', () => {
  it.each([
    ['component_secret = "x\\"y"', 'component_secret = "{password}"'],
    ["sql = { driver = 'MySQL', password = 'x' }", 'sql = { driver = \'MySQL\', password = "{password}" }'],
    ['component_secret = verysecret', 'component_secret = "{password}"'],
    ['turn_external_secret =\n  [[a\nb]] -- c', 'turn_external_secret =\n  "{password}" -- c'],
    ['http_api_tokens = { ["token"] = "x" }', 'http_api_tokens = { ["token"] = "{password}" }'],
    ['-- admin_password = "x"', '-- admin_password = "{password}"'],
  ])('%s', (config, clean) => {
    expect(withoutSecretSettings(config).text).toBe(clean);
    expect(withoutSecretSettings(clean)).toEqual({ text: clean, lines: [] });
  });

  it.each(['password_hash = "SHA-256"', 'tokens = true', 'authentication = "internal_hashed"', 'secret_ttl = 5'])(
    'are not in %s',
    (config) => {
      expect(withoutSecretSettings(config)).toEqual({ text: config, lines: [] });
    },
  );
});

describe('what was left out', () => {
  it.each([
    [[{ what: 'password', line: 3 }], '1 password left out (line 3).'],
    [
      [
        { what: 'password', line: 3, where: 'stanza 1' },
        { what: 'token', line: 1, where: 'reply 2' },
        { what: 'password', line: 3, where: 'stanza 1' },
      ],
      '2 passwords and 1 token left out (stanza 1, line 3; reply 2, line 1).',
    ],
    [
      [
        { what: 'proof of a password', line: 1 },
        { what: 'proof of a password', line: 2 },
      ],
      '2 proofs of a password left out (line 1, line 2).',
    ],
    [[], ''],
  ])('is said in one sentence', (leftOut, words) => {
    expect(leftOutWords(leftOut)).toBe(words);
  });
});
