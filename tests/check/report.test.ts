/** A report: what it says, and what it never has in it. */
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../playground/check/check-server.ts';
import { type ReportChoices, writtenReport } from '../../playground/check/report.ts';

const result: CheckResult = {
  server: { domain: 'verona.example', software: 'prosody', named: 'Prosody 13.0.1' },
  findings: [
    {
      id: 'upload-works',
      level: 'fault',
      title: 'A small file, really uploaded',
      says: 'files.verona.example:5281 refuses the file with status 403.',
      evidence: [
        {
          sent: '<iq xmlns="jabber:client" type="get" to="upload.verona.example" id="check-1"><request xmlns="urn:xmpp:http:upload:0"/></iq>',
          came: '<iq xmlns="jabber:client" to="romeo@verona.example/x1" type="result"><slot xmlns="urn:xmpp:http:upload:0"><put url="https://files.verona.example/a?hmac=deadbeef"><header name="Authorization">Bearer secret-token</header></put></slot></iq>',
        },
        { sent: '<iq to="verona.example"><query xmlns="jabber:iq:register"><username>romeo</username></query></iq>' },
        { came: '<iq from="verona.example"><query xmlns="http://jabber.org/protocol/disco#info"/></iq>' },
        { sent: 'PUT https://files.verona.example/a?…', came: '403 ```Forbidden```' },
      ],
      why: 'It fails.',
      fix: { words: 'Look at http_host.', page: 'guides/prosody/install/#open-the-ports' },
    },
    {
      id: 'archive',
      level: 'good',
      title: 'History',
      says: 'It answers.',
      evidence: [],
      why: 'A new device is empty.',
    },
    {
      id: 'abuse-contact',
      level: 'good',
      title: 'Abuse',
      says: 'The server names mailto:nurse@verona.example.',
      evidence: [],
      why: 'Nobody can tell you.',
    },
    {
      id: 'external-services',
      level: 'good',
      title: 'Relay',
      says: 'turn at 198.51.100.7.',
      evidence: [],
      why: 'Calls fail.',
    },
  ],
  left: ['The room stanzabox-check-ab@rooms.verona.example. Its owner is your account, which can destroy it.'],
  isStopped: false,
};
const choices: ReportChoices = {
  format: 'markdown',
  hideAddresses: true,
  withEvidence: true,
  jid: 'romeo@verona.example',
  at: Date.UTC(2026, 10, 27),
  site: 'https://site.example/',
};

describe.each(['markdown', 'json'] as const)('a report as %s', (format) => {
  it('names no address, no permission and no token', () => {
    const text = writtenReport(result, { ...choices, format });
    for (const secret of ['verona', 'romeo', 'secret-token', 'deadbeef', 'nurse', '198.51.100.7'])
      expect(text).not.toContain(secret);
    expect(text).toContain('host1.example');
    // The name of a namespace is no address.
    expect(text).toContain('http://jabber.org/protocol/disco#info');
    expect(text).toContain('https://site.example/guides/prosody/install/#open-the-ports');
  });

  it('has addresses where they are wished, and still no token', () => {
    const text = writtenReport(result, { ...choices, format, hideAddresses: false });
    expect(text).toContain('verona.example');
    for (const secret of ['secret-token', 'deadbeef']) expect(text).not.toContain(secret);
  });

  it('leaves out what was sent and came where that is not wished', () => {
    const text = writtenReport(result, { ...choices, format, withEvidence: false });
    expect(text).not.toContain('urn:xmpp:http:upload:0');
    expect(text).toContain('refuses the file with status 403');
  });
});

it('is Markdown in which no stanza ends its own fence, with faults first', () => {
  const text = writtenReport(result, choices);
  expect(text.indexOf('## Fault')).toBeLessThan(text.indexOf('## Good'));
  expect(text).toContain('    ````\n    403 ```Forbidden```\n    ````');
});

it('is JSON of a version, for programs', () => {
  const parsed = JSON.parse(writtenReport(result, { ...choices, format: 'json' }));
  expect(parsed).toMatchObject({
    version: 1,
    date: '2026-11-27T00:00:00.000Z',
    stopped: false,
    server: { software: 'prosody' },
  });
  expect(parsed.findings).toHaveLength(4);
});

it('says of a stopped check that it was stopped', () => {
  expect(writtenReport({ ...result, isStopped: true }, choices)).toContain('Stopped before its end.');
});
