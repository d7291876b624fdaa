import { describe, expect, it } from 'vitest';
import { logLines } from '../../playground/stanza/facts/log-lines.ts';
import { otherLogLines } from '../../playground/stanza/facts/other-log-lines.ts';
import { explainLog } from '../../playground/stanza/registry.ts';

const about = (text: string) => explainLog(text).map(({ line, note }) => `${line}: ${note.summary}`);

describe('the lines of a log that was pasted', () => {
  it.each([
    ['Stream closed by us: Replaced by new connection (conflict)', 'A newer connection'],
    ['Stream closed by us: Too many unacked stanzas (policy-violation)', 'did not confirm'],
    [
      'Failed inbound s2s dialback authentication a.example -> b.example: remote-server-not-found',
      'could not be found',
    ],
    [
      'Failed to establish outbound s2s connection a.example -> b.example: Connection failed: timeout',
      'not be reached',
    ],
    ['s2sout55ba warn unsupported certificate purpose', 'not made for a server that connects'],
    ['Failed c2s SCRAM-SHA-1-PLUS authentication from ::1: Invalid channel binding', 'not bound to the TLS'],
    ['Jul 1 12:00:00 c2s55ba\tinfo\tFailed to authenticate', 'Signing in failed.'],
  ])('%s', (line, summary) => expect(about(line)).toEqual([expect.stringContaining(summary)]));

  it('are told once each, in their order, without everyday work', () => {
    const closed = 'Stream closed by us: Replaced by new connection (conflict)';
    const text = ['Accepted connection', closed, 'Client connected', closed, 'No certificate found matching a.example'];
    expect(about(text.join('\n'))).toEqual([
      '2: A newer connection with the same resource took the place of this one.',
      '5: None of the certificates covers this domain.',
    ]);
  });

  it('may be anything', () => {
    for (const text of ['', '\n\n', 'x'.repeat(100_000), 'hello']) expect(explainLog(text)).toEqual([]);
  });
});

it('facts about lines are whole sentences', () => {
  for (const { summary, whatToTry } of [...logLines, ...otherLogLines]) {
    for (const sentence of [summary, whatToTry]) if (sentence !== undefined) expect(sentence).toMatch(/^[A-Z].*\.$/s);
  }
});
