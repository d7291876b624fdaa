import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../playground/console/configuration/line-changes.ts';
import { oneServer } from '../../playground/console/runtime/scene.ts';
import { type ReportGiven, reportOf, writtenReport } from '../../playground/console/share/report.ts';
import { shippedConfig } from '../../playground/console/share/scene-now.ts';
import { Journal } from '../../playground/console/state/journal.ts';
import { addressHider, withoutWords } from '../../playground/stanza/hide.ts';
import { parse } from '../../playground/stanza/index.ts';

const journal = new Journal();
const at = Date.UTC(2026, 10, 26, 12);
journal.append([
  {
    account: 'romeo',
    direction: 'sent',
    at,
    text: '<iq type="set" id="1" to="montague.example">\n<query xmlns="jabber:iq:register"><password>sesame</password></query></iq>',
  },
  {
    account: 'romeo',
    direction: 'received',
    at: at + 12,
    text: '<iq type="result" id="1" from="montague.example" to="romeo@montague.example/orchard"/>',
  },
]);
journal.happened({ kind: 'clock', seconds: 600 }, at + 20);
journal.append([
  {
    account: 'juliet',
    direction: 'received',
    at: at + 30,
    text: '<message from="romeo@montague.example/orchard" type="chat"><body>Write to juliet@montague.example ``` now</body></message>',
  },
]);
const shipped = shippedConfig('montague.example') ?? '';
const given: ReportGiven = {
  entries: journal.all,
  accounts: oneServer.accounts,
  scene: {
    servers: 1,
    changes: { 'montague.example': changesBetween(shipped, `${shipped}component_secret = "open"\n`) },
    ahead: 600,
    madeWith: 'Prosody 13.0.1',
  },
  browser: 'Browser 1.0',
  link: 'https://example.org/#stanzas=2.x',
  hideAddresses: false,
  hideWords: false,
};

describe('a bug report', () => {
  it('has no time that a log does not tell, and no more of one than the log has', () => {
    const log = new Journal();
    const text = '<presence/>';
    const untold = { time: false, direction: false, fraction: true };
    log.append([
      { account: 'client', direction: 'sent', at, text, untold },
      { account: 'client', direction: 'sent', at: at + 2000, text, untold },
      { account: 'client', direction: 'sent', at: at + 2000, text, untold: { time: true, direction: false } },
    ]);
    const report = reportOf({ ...given, entries: log.all });
    const titles = [...writtenReport(report, 'markdown').matchAll(/^\*\*(.*)\*\*$/gm)].map(([, title]) => title);
    expect(titles).toEqual([
      expect.stringMatching(/^\d\d:\d\d:00 client sent: presence/),
      expect.stringMatching(/^\d\d:\d\d:02 \(\+2 s\) client sent: presence/),
      expect.stringMatching(/^client sent: presence/),
    ]);
    const { rows } = JSON.parse(writtenReport(report, 'json'));
    expect(rows.map((row: { at?: string }) => row.at)).toEqual([
      new Date(at).toISOString(),
      new Date(at + 2000).toISOString(),
      undefined,
    ]);
  });

  it('has servers, configuration, browser, link, and every row with time and account', () => {
    const text = writtenReport(reportOf(given), 'markdown');
    expect(text).toMatch(
      /^- Server: Prosody 13\.0\.1; 1 server, 1 changed line of configuration, clock 10 min ahead$/m,
    );
    expect(text).toMatch(/^- Browser: Browser 1\.0$/m);
    expect(text).toMatch(/^- Play it again: <https:\/\/example\.org\/#stanzas=2\.x>$/m);
    expect(text).toMatch(/^```diff\n@@ line \d+ @@\n\+component_secret = "\{password\}"\n```$/m);
    expect(text).toMatch(
      /^\*\*\d\d:\d\d:00\.012 \(\+12 ms\) romeo received: iq result\*\*\n\n```xml\n<iq type="result"/m,
    );
    expect(text).toMatch(/^\*\*\d\d:\d\d:00\.020 \(\+8\.0 ms\) Clock moved forward by 10 min\*\*$/m);
    // Text cannot end its fence.
    expect(text).toMatch(/^````xml\n<message [^`]*```[^`]*\n````$/m);
  });

  it.each(['markdown', 'text', 'json'] as const)('never has a password as %s, and says what was left out', (format) => {
    const report = reportOf(given);
    expect(writtenReport(report, format)).not.toMatch(/sesame|"open"/);
    expect(report.leftOut).toEqual([
      { what: 'password', line: 2, where: 'row 1' },
      { what: 'password', line: expect.any(Number), where: 'the configuration of montague.example' },
    ]);
  });

  it('is JSON that programs can read', () => {
    expect(JSON.parse(writtenReport(reportOf(given), 'json'))).toMatchObject({
      rows: [
        { account: 'romeo', direction: 'sent', at: '2026-11-26T12:00:00.000Z' },
        {},
        { says: 'Clock moved forward by 10 min' },
        {},
      ],
    });
  });

  it('says which row could not be searched for passwords', () => {
    const broken = new Journal();
    broken.append([{ account: 'romeo', direction: 'sent', at, text: '<a><password>x</a>' }]);
    expect(reportOf({ ...given, entries: broken.all }).unchecked).toMatchObject([
      expect.stringMatching(/^Row 1: Passwords cannot be found/),
    ]);
  });

  it('hides addresses and words on demand, the same one by the same name', () => {
    const text = writtenReport(reportOf({ ...given, hideAddresses: true, hideWords: true }), 'markdown');
    expect(text).not.toMatch(/montague|orchard|romeo@|juliet@|Write to/);
    expect(text).toContain('<body>{body}</body>');
    expect(text).toContain('to="user1@host1.example/r1"');
    expect(text).toContain('from="user1@host1.example/r1"');
  });
});

describe('hiding', () => {
  it('finds addresses inside sentences, and no word that is only alike', () => {
    const hide = addressHider(['<a to="romeo@montague.example"/>'], []);
    expect(
      hide('xmpp:romeo@montague.example?join romeos@montague.example my-montague.example montague.example.org romeo'),
    ).toBe(
      'xmpp:user1@host1.example?join romeos@montague.example my-montague.example montague.example.org romeo'.replace(
        'romeos@montague.example',
        'romeos@host1.example',
      ),
    );
  });

  it('leaves stanzas well-formed', () => {
    const word = fc.constantFrom('a', 'b.c', 'montague.example', 'é', 'x-y');
    const xml = fc
      .tuple(word, word, word)
      .map(
        ([local, host, body]) =>
          `<message to="${local}@${host}/r &amp; s"><body>${body} <![CDATA[<]]></body></message>`,
      );
    fc.assert(
      fc.property(xml, (text) => {
        expect(parse(withoutWords(addressHider([text], [])(text)))).toMatchObject({ ok: true });
      }),
    );
  });
});
