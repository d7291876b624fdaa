/**
 * Both checks of one's own server, against the servers as their guides leave them. What is not good there is listed to the last finding,
 * with why: a guide does without it, or another page adds it. So a finding that a guide could have spared its reader fails here.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckResult, knownSoftware } from '../../playground/check/index.ts';
import type { Report } from '../../src/check/index.ts';
import { prepareDownload, readPages } from '../../src/lab/index.ts';
import { every, plan } from '../../src/lab/run/plan.ts';
import { whyNot } from './lab.ts';
import { bringUp, type Up } from './up.ts';

const content = resolve(import.meta.dirname, '../../content');
const terminal = resolve(import.meta.dirname, '../../src/commands/check.ts');
const asPage = resolve(import.meta.dirname, 'check-as-page.ts');

const domain = 'example.com';
const jid = `romeo@${domain}`;
const password = { STANZABOX_PASSWORD: 'rosaline-1595' };
/** From nothing, all pages before it are run. */
const patience = 1_800_000;

type Levels = Readonly<Record<string, string>>;

interface Left {
  readonly page: string;
  readonly software: (typeof knownSoftware)[number];
  /** Where its guide leaves the WebSocket. */
  readonly webSocket: string;
  /** What is not good: of the domain and of its rooms from outside, and through an account. */
  readonly outside: Levels;
  readonly rooms: Levels;
  readonly account: Levels;
}

/** The guides set up no web server for the domain; they say what somebody who has one puts there. */
const withoutWebSite = {
  outside: { 'host-meta': 'warning' },
  account: { 'alternate-connections': 'warning' },
} as const;

/** The page "Not covered yet" names pictures and files, and calls. No guide names a contact for abuse. */
const notCovered = {
  upload: 'fault',
  'upload-works': 'unknown',
  'upload-cors': 'unknown',
  'external-services': 'warning',
  'abuse-contact': 'warning',
} as const;

/** By the reader's path, without the faults that its pages make on purpose: half as long. */
const lefts: readonly Left[] = [
  {
    page: 'guides/prosody/bug-or-me@reader',
    software: 'prosody',
    webSocket: 'wss://xmpp.example.com:5281/xmpp-websocket',
    outside: {
      ...withoutWebSite.outside,
      // Invitations are on: whether somebody without one gets an account is seen through an account only.
      'registration:xmpp-client': 'unknown',
      'registration:xmpps-client': 'unknown',
    },
    rooms: {},
    account: {
      ...withoutWebSite.account,
      ...notCovered,
      // Debian's package has no module for it.
      'room-moderation': 'warning',
      // A relay for files, which upload does without.
      proxy: 'warning',
      version: 'warning',
    },
  },
  {
    page: 'guides/ejabberd/bug-or-me@reader',
    software: 'ejabberd',
    webSocket: 'wss://xmpp.example.com:5443/ws',
    outside: {
      ...withoutWebSite.outside,
      // mod_register is on for changes of a password. That strangers are refused is seen through an account only.
      'registration:xmpp-client': 'warning',
      'registration:xmpps-client': 'warning',
    },
    rooms: {},
    account: {
      ...withoutWebSite.account,
      ...notCovered,
      // It does not offer it over WebSocket, and has no mod_time switched on.
      'channel-binding': 'unknown',
      time: 'unknown',
      proxy: 'warning',
      version: 'warning',
    },
  },
  {
    page: 'guides/openfire/bug-or-me@reader',
    software: 'openfire',
    webSocket: 'wss://xmpp.example.com:7443/ws/',
    outside: {
      ...withoutWebSite.outside,
      // Whatever its policy is.
      'mechanisms-before-tls:xmpp-client': 'warning',
    },
    // In whose name it speaks under TLS is its own doing.
    rooms: { 'stream:xmpp-server': 'warning' },
    account: {
      ...withoutWebSite.account,
      ...notCovered,
      // Pages of their own add an archive and uploads, each by a plugin.
      archive: 'fault',
      'archive-default': 'unknown',
      'stanza-ids': 'warning',
      'room-archive': 'fault',
      // It keeps the bookmarks of the two old places the same, and has neither push nor moderation by itself.
      bookmarks: 'warning',
      push: 'warning',
      'room-moderation': 'warning',
      version: 'warning',
    },
  },
];

const labReason = await whyNot();
const { pages } = await readPages(content);

/** Why the machines of a page are not available here: the lab, or a file that a page downloads and that is not there. A warning says so. */
async function whyNotUp(slug: string): Promise<string | undefined> {
  if (labReason !== undefined) return labReason;
  const downloads = every(plan(pages, [slug])).flatMap(({ page }) => page.lesson.downloads);
  for (const download of downloads) {
    const prepared = await prepareDownload(download);
    if (prepared.status !== 'missing') continue;
    console.warn(`THE CHECK OF ${slug} IS SKIPPED. ${prepared.reason}`);
    return prepared.reason;
  }
  return undefined;
}

const reasons = new Map<string, string | undefined>();
for (const { page } of lefts) reasons.set(page, await whyNotUp(page));

const notGood = (findings: Report['findings']): Levels =>
  Object.fromEntries(findings.flatMap(({ id, level }) => (level === 'good' ? [] : [[id, level]])));

describe.each(lefts)('the server that $page leaves', ({ page, software, webSocket, outside, rooms, account }) => {
  describe.skipIf(reasons.get(page))(reasons.get(page) ?? 'is checked', () => {
    let up: Up;
    let folder: string;
    const authorities = (): string => join(folder, 'authorities.pem');
    beforeAll(async () => {
      up = await bringUp(page);
      folder = await mkdtemp(join(tmpdir(), 'stanzabox-checked-'));
      await writeFile(authorities(), up.authorities);
    }, patience);
    afterAll(async () => {
      await up?.stop();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    });

    /** `npm run check -- WORDS`, on another computer of the machines' network. */
    async function checkFromOutside(...words: readonly string[]): Promise<Report & { readonly status: number }> {
      // The firewall answers nothing at ports that are closed: each of them takes all of the time.
      const limits = ['--timeout', '30', '--authorities', authorities()];
      const command = [process.execPath, terminal, ...words, '--json', ...limits];
      const { status, stdout, stderr } = await up.inNetwork(command, password);
      if (stdout === '') throw new Error(stderr);
      return { ...JSON.parse(stdout), status };
    }

    test('from a terminal: no fault, and what its guides do without', async () => {
      const report = await checkFromOutside(domain, '--jid', jid);
      expect(notGood(report.findings)).toEqual(outside);
      expect(report).toMatchObject({ verdict: 'good', software, status: 0 });
    });

    test('its rooms, from a terminal: no fault', async () => {
      const report = await checkFromOutside(`conference.${domain}`, '--for', 'servers');
      expect(notGood(report.findings)).toEqual(rooms);
      expect(report).toMatchObject({ verdict: 'good', status: 0 });
    });

    test('through an account, as the page does: what its guides do without', async () => {
      const trusting = { ...password, NODE_EXTRA_CA_CERTS: authorities() };
      const { stdout, stderr, status } = await up.inNetwork([process.execPath, asPage, jid, webSocket], trusting);
      expect(status, stderr).toBe(0);
      const result: CheckResult = JSON.parse(stdout);
      expect(notGood(result.findings)).toEqual(account);
      expect(result.server.software).toBe(software);
    });
  });
});
