/** Native Prosody: as the package comes, as the guides leave it, and wrong in one way at a time, where exactly that finding must change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../playground/check/check-server.ts';
import { whyNot } from '../../../playground/check/failure.ts';
import { fixFor } from '../../../playground/check/fixes.ts';
import type { Web } from '../../../playground/check/world.ts';
import { freePort } from '../../sandbox/native.ts';
import { nativeProblem } from '../../sandbox/native-packages.ts';
import {
  asPage,
  asProsodyGuides,
  check,
  domain,
  jid,
  levelsOf,
  password,
  reach,
  startProsody,
  stockProsody,
} from './native.ts';

const problem = await nativeProblem();
const page = { isSecurePage: false, origin: 'http://127.0.0.1:4321' };
const websocketOnly = `VirtualHost "${domain}"\n    modules_enabled = { "websocket" }\n`;

/** All that Debian's package can do, and where a page would find it. */
const complete = (port: number): string => `turn_external_host = "turn.${domain}"
turn_external_secret = "hyacinth"
contact_info = { abuse = { "mailto:abuse@${domain}" } }
hide_os_type = true
http_external_url = "http://127.0.0.1:${port}/"
proxy65_ports = {}
VirtualHost "${domain}"
    modules_enabled = { "mam"; "websocket"; "http_altconnect"; "server_contact_info"; "turn_external"; }
Component "conference.${domain}" "muc"
    modules_enabled = { "muc_mam" }
Component "upload.${domain}" "http_file_share"
    http_host = "${domain}"
Component "proxy.${domain}" "proxy65"
    proxy65_address = "proxy.${domain}"
`;

/** The domain’s web site is Prosody itself: only name and TLS are left out. */
const withWebSite =
  (url: string): Web =>
  (address, request) =>
    asPage(address.replace(`https://${domain}/`, `http://${new URL(url).host}/`), request);

async function checked(
  hosts: (port: number) => string,
  change = (config: string) => config,
  web?: Web,
): Promise<CheckResult> {
  const stock = await stockProsody();
  const server = await startProsody((port) => change(`${stock}\n${reach(port)}${hosts(port)}`));
  try {
    return await check(server.url, { web: web ?? withWebSite(server.url) });
  } finally {
    await server.stop();
  }
}

describe.skipIf(problem !== null)(`a check of Prosody${problem ? ` (${problem})` : ''}`, () => {
  let good: Readonly<Record<string, string>>;
  beforeAll(async () => {
    good = levelsOf(await checked(complete));
  });

  it('finds all in order where all that the package has is on, but for what it does not have', () => {
    const others = Object.entries(good).filter(([, level]) => level !== 'good');
    expect(others).toEqual([
      ['channel-binding', 'unknown'],
      ['room-moderation', 'warning'],
    ]);
  });

  it('finds what the package as it comes lacks', async () => {
    const result = await checked(() => websocketOnly);
    expect(result.server).toMatchObject({ software: 'prosody', named: expect.stringMatching(/^Prosody 13/) });
    expect(levelsOf(result)).toMatchObject({
      archive: 'fault',
      rooms: 'fault',
      upload: 'fault',
      pep: 'good',
      resume: 'good',
    });
  });

  it('finds the archive and the rooms that the guides turn on, and names their section where they are not', async () => {
    const [before, after] = [await checked(() => websocketOnly), await checked(() => asProsodyGuides)];
    for (const id of [
      'archive',
      'archive-default',
      'stanza-ids',
      'rooms',
      'room-creation',
      'room-archive',
      'room-ids',
      'room-avatar',
    ])
      expect([id, levelsOf(before)[id], levelsOf(after)[id]]).toEqual([id, expect.not.stringMatching('good'), 'good']);
    const archive = before.findings.find(({ id }) => id === 'archive');
    expect(archive?.fix?.page).toBe('guides/prosody/first-message/#history-and-clients-in-a-browser');
    expect(archive?.evidence).toEqual([
      expect.objectContaining({
        sent: expect.stringContaining('urn:xmpp:mam:2'),
        came: expect.stringContaining('service-unavailable'),
      }),
    ]);
  });

  const off = (name: string) => (config: string) =>
    config.replaceAll(new RegExp(`^\\t*"${name}"; --.*$|"${name}";`, 'gm'), '');
  const add = (line: string) => (config: string) => config.replace(/^VirtualHost/m, `${line}\n$&`);
  const without = (component: string) => (config: string) =>
    config.replace(new RegExp(`^Component "${component}[\\s\\S]*?(?=^Component|$(?![\\s\\S]))`, 'm'), '');

  it.each<readonly [string, (config: string) => string, Readonly<Record<string, string>>]>([
    ['without csi_simple', off('csi_simple'), { csi: 'warning' }],
    ['without smacks', off('smacks'), { 'stream-management': 'fault', resume: 'fault' }],
    ['without carbons', off('carbons'), { carbons: 'fault' }],
    ['without blocklist', off('blocklist'), { blocking: 'fault' }],
    ['without messages for people who are away', add('modules_disabled = { "offline" }'), { offline: 'warning' }],
    [
      'without these and without an archive',
      (config) => off('mam')(add('modules_disabled = { "offline" }')(config)),
      { offline: 'fault', archive: 'fault', 'archive-default': 'unknown', 'stanza-ids': 'warning' },
    ],
    ['without ping', off('ping'), { ping: 'warning' }],
    ['without time', off('time'), { time: 'unknown' }],
    ['without cloud_notify', off('cloud_notify'), { push: 'warning' }],
    ['without bookmarks', off('bookmarks'), { bookmarks: 'warning' }],
    ['without vcard_legacy', off('vcard_legacy'), { vcard: 'warning', 'avatar-conversion': 'warning' }],
    ['without register', off('register'), { 'password-change': 'warning' }],
    ['without server_contact_info', off('server_contact_info'), { 'abuse-contact': 'warning' }],
    ['without turn_external', off('turn_external'), { 'external-services': 'warning' }],
    ['without mam', off('mam'), { archive: 'fault', 'archive-default': 'unknown', 'stanza-ids': 'warning' }],
    [
      'without muc_mam',
      (config) => config.replaceAll('"muc_mam"', ''),
      { 'room-archive': 'fault', 'room-ids': 'warning' },
    ],
    [
      'with an archive that keeps nothing by default',
      add('default_archive_policy = false'),
      { 'archive-default': 'warning' },
    ],
    ['with the system in its version', (config) => config.replace('hide_os_type = true', ''), { version: 'warning' }],
    [
      'with open registration',
      add('allow_registration = true\nregistration_invite_only = false'),
      { registration: 'fault' },
    ],
    [
      'with a relay inside the network',
      (config) => config.replace(`"turn.${domain}"`, '"192.168.0.7"'),
      { 'external-services': 'fault' },
    ],
    [
      'with a relay that calls in a browser cannot use',
      (config) =>
        config
          .replace('"turn_external"; }', '"external_services"; }')
          .replace(
            /^turn_external_host.*$/m,
            `external_services = { { type = "turn", transport = "udp", host = "turn.${domain}", port = 3478 } }`,
          ),
      { 'external-services': 'warning' },
    ],
    ['without proxy65', without('proxy'), { proxy: 'warning' }],
    [
      'without rooms',
      without('conference'),
      {
        rooms: 'fault',
        'room-creation': 'unknown',
        'room-archive': 'unknown',
        'room-ids': 'unknown',
        'room-avatar': 'unknown',
        'room-moderation': 'unknown',
      },
    ],
    [
      'with rooms that only administrators open',
      (config) => config.replace('"muc"', '"muc"\n    restrict_room_creation = true'),
      {
        'room-creation': 'fault',
        'room-archive': 'unknown',
        'room-ids': 'unknown',
        'room-avatar': 'unknown',
        'room-moderation': 'unknown',
      },
    ],
    ['without upload', without('upload'), { upload: 'fault', 'upload-works': 'unknown', 'upload-cors': 'unknown' }],
    [
      'with upload that pages may not use',
      add('http_cors_override = { file_share = { enabled = false } }'),
      { 'upload-works': 'unknown', 'upload-cors': 'warning' },
    ],
    [
      'with upload for the smallest files only',
      (config) => config.replace('"http_file_share"', '"http_file_share"\n    http_file_share_size_limit = 10'),
      { 'upload-works': 'fault', 'upload-cors': 'unknown' },
    ],
  ])('%s: exactly that finding changes', async (_, change, expected) => {
    const levels = levelsOf(await checked(complete, change));
    const changed = Object.fromEntries(Object.entries(levels).filter(([id, level]) => level !== good[id]));
    expect(changed).toEqual(expected);
  });

  it('with a web site that does not tell where the WebSocket is: exactly that finding changes', async () => {
    const levels = levelsOf(await checked(complete, undefined, asPage));
    const changed = Object.fromEntries(Object.entries(levels).filter(([id, level]) => level !== good[id]));
    expect(changed).toEqual({ 'alternate-connections': 'warning' });
  });

  it('with an address for uploads where nothing listens: that is the fault, not the page', async () => {
    const closed = await freePort();
    const elsewhere = `"http_file_share"\n    http_external_url = "http://127.0.0.1:${closed}/"`;
    const result = await checked(complete, (config) => config.replaceAll('"http_file_share"\n', `${elsewhere}\n`));
    const works = result.findings.find(({ id }) => id === 'upload-works');
    expect(works).toMatchObject({
      level: 'fault',
      says: expect.stringContaining(`127.0.0.1:${closed}`),
      fix: fixFor('upload-works', 'prosody'),
    });
    expect(levelsOf(result)['upload-cors']).toBe('unknown');
  });
});

describe.skipIf(problem !== null)(`what a check leaves on Prosody${problem ? ` (${problem})` : ''}`, () => {
  let server: Awaited<ReturnType<typeof startProsody>>;
  beforeAll(async () => {
    const stock = await stockProsody();
    server = await startProsody((port) => `${stock}\n${reach(port)}${complete(port)}`);
  });
  afterAll(() => server?.stop());

  it('is the one file that cannot be deleted, which it names; node and room are gone', async () => {
    const first = await check(server.url);
    expect(first.left).toEqual([expect.stringMatching(/^A text file of \d+ bytes at http:\/\/127\.0\.0\.1:/)]);
    const made = first.findings.flatMap(({ evidence }) =>
      evidence.flatMap(({ sent = '' }) => sent.match(/stanzabox-check-\w+@|urn:stanzabox:check:\w+/g) ?? []),
    );
    expect(new Set(made).size).toBe(2);
    const second = await check(server.url);
    const nodes = JSON.stringify(second.findings);
    for (const name of made) expect(nodes).not.toContain(name);
    expect(levelsOf(second)).toEqual(levelsOf(first));
  });

  it('can be stopped between two subjects', async () => {
    const stop = new AbortController();
    const result = await check(server.url, {
      signal: stop.signal,
      onFinding: ({ id }) => id === 'blocking' && stop.abort(),
    });
    expect(result.isStopped).toBe(true);
    expect(result.findings.map(({ id }) => id)).toContain('blocking');
    expect(result.findings.map(({ id }) => id)).not.toContain('carbons');
  });

  it.each([
    ['a wrong password', { password: `not ${password}` }, { field: 'password', plain: /password is wrong/ }],
    [
      'a domain that is not served',
      { jid: 'romeo@verona.example' },
      { field: 'jid', plain: /does not serve verona\.example/ },
    ],
  ])('%s is told as that', async (_, who, { field, plain }) => {
    const access = { via: { kind: 'websocket', url: server.url }, jid, password, ...who } as const;
    const error = await check(server.url, { access }).catch((caught) => caught);
    expect(await whyNot(error, access, page)).toMatchObject({ field, plain: expect.stringMatching(plain) });
  });

  it.each([
    ['a closed port', async () => `ws://127.0.0.1:${await freePort()}/xmpp-websocket`, /nothing listens on that port/],
    ['another path', async () => server.url.replace('xmpp-websocket', 'ws'), /The path is wrong/],
    ['TLS where there is none', async () => server.url.replace('ws:', 'wss:'), /speaks without TLS/],
  ])('%s is told as that', async (_, urlOf, plain) => {
    const access = { via: { kind: 'websocket', url: await urlOf() }, jid, password } as const;
    const error = await check(access.via.url, { access }).catch((caught) => caught);
    expect(await whyNot(error, access, page)).toMatchObject({ field: 'url', plain: expect.stringMatching(plain) });
  });
});
