/** What the page says of fresh installs is what a check of them finds. `STANZABOX_WRITE_FRESH=1` writes it anew. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type CheckOptions, inOrder } from '../../../playground/check/check-server.ts';
import { ejabberdProblem } from '../../console/own/native-ejabberd.ts';
import { openfireProblem, startNativeOpenfire } from '../../console/own/native-openfire.ts';
import { nativeProblem } from '../../sandbox/native-packages.ts';
import { check, domain, jid, reach, startProsody, startStockEjabberd, stockProsody } from './native.ts';

const file = fileURLToPath(new URL('../../../src/site/check/fresh-installs.json', import.meta.url));

interface Fresh {
  readonly url: string;
  readonly access?: CheckOptions['access'];
  stop(): Promise<void>;
}

const websocket = `VirtualHost "${domain}"\n    modules_enabled = { "websocket" }\n`;

async function freshProsody(): Promise<Fresh> {
  const stock = await stockProsody();
  return startProsody((port) => `${stock}\n${reach(port)}${websocket}`);
}

async function freshOpenfire(): Promise<Fresh> {
  const { plain: url, stop } = await startNativeOpenfire();
  // Accounts come with its set-up.
  return { url, stop, access: { via: { kind: 'websocket', url }, jid, password: 'orchard' } };
}

/** In the order of the table. */
const servers = [
  { name: 'Prosody', problem: await nativeProblem(), start: freshProsody },
  { name: 'ejabberd', problem: await ejabberdProblem(), start: (): Promise<Fresh> => startStockEjabberd() },
  { name: 'Openfire', problem: await openfireProblem(), start: freshOpenfire },
];

/** What no server on a loopback address can show: relays, the domain's web site, and what WebSocket never has. */
const leftOut = ['external-services', 'alternate-connections', 'channel-binding'];

async function measured({ start }: (typeof servers)[number]) {
  const server = await start();
  try {
    const { access } = server;
    const { server: known, findings } = await check(server.url, access === undefined ? {} : { access });
    const kept = inOrder(findings).filter(({ id }) => !leftOut.includes(id));
    return {
      software: known.software,
      named: known.named,
      levels: Object.fromEntries(kept.map(({ id, level }) => [id, level])),
    };
  } finally {
    await server.stop();
  }
}

interface Written extends Awaited<ReturnType<typeof measured>> {
  readonly date: string;
}

/** Keeps what was measured of the others. */
async function write(index: number, found: Awaited<ReturnType<typeof measured>>): Promise<void> {
  const written: Written[] = JSON.parse(await readFile(file, 'utf8'));
  written[index] = { ...found, date: new Date().toISOString().slice(0, 10) };
  await writeFile(file, `${JSON.stringify(written, null, 2)}\n`);
}

describe.each(servers)('a fresh $name', (server) => {
  it.skipIf(server.problem !== null)(
    `lacks what the page says${server.problem ? ` (${server.problem})` : ''}`,
    async () => {
      const found = await measured(server);
      const index = servers.indexOf(server);
      if (process.env.STANZABOX_WRITE_FRESH) await write(index, found);
      const written: Written[] = JSON.parse(await readFile(file, 'utf8'));
      expect(written[index]).toEqual({ ...found, date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    },
  );
});
