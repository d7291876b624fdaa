/** What the page says of fresh installs is what a check of them finds. `STANZABOX_WRITE_FRESH=1` writes it anew. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../playground/check/check-server.ts';
import { ejabberdProblem } from '../../console/own/native-ejabberd.ts';
import { nativeProblem } from '../../sandbox/native-packages.ts';
import { check, domain, reach, startProsody, startStockEjabberd, stockProsody } from './native.ts';

const file = fileURLToPath(new URL('../../../src/site/check/fresh-installs.json', import.meta.url));
const problem = (await nativeProblem()) ?? (await ejabberdProblem());

/** What no server on a loopback address can show: relays, the domain's web site, and what WebSocket never has. */
const leftOut = ['external-services', 'alternate-connections', 'channel-binding'];

async function freshInstalls() {
  const stock = await stockProsody();
  const websocket = `VirtualHost "${domain}"\n    modules_enabled = { "websocket" }\n`;
  const starts = [() => startProsody((port) => `${stock}\n${reach(port)}${websocket}`), () => startStockEjabberd()];
  const measured = [];
  for (const start of starts) {
    const server = await start();
    try {
      const { server: known, findings } = await check(server.url);
      const kept = inOrder(findings).filter(({ id }) => !leftOut.includes(id));
      measured.push({
        software: known.software,
        named: known.named,
        levels: Object.fromEntries(kept.map(({ id, level }) => [id, level])),
      });
    } finally {
      await server.stop();
    }
  }
  return measured;
}

describe.skipIf(problem !== null)(`fresh installs${problem ? ` (${problem})` : ''}`, () => {
  it('lack what the page says', async () => {
    const measured = await freshInstalls();
    if (process.env.STANZABOX_WRITE_FRESH) {
      const date = new Date().toISOString().slice(0, 10);
      await writeFile(
        file,
        `${JSON.stringify(
          measured.map((each) => ({ ...each, date })),
          null,
          2,
        )}\n`,
      );
    }
    const written: { date: string }[] = JSON.parse(await readFile(file, 'utf8'));
    expect(written.map(({ date: _, ...each }) => each)).toEqual(measured);
  });
});
