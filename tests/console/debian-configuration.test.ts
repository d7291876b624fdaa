/** Debian's own prosody.cfg.lua, pasted as it is: it starts, and one change lets the accounts of the tab in. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { adviceForTab } from '../../playground/console/configuration/advice.ts';
import { Runtime } from '../../playground/console/runtime/runtime.ts';
import { oneServer } from '../../playground/console/runtime/scene.ts';
import { startInNode } from '../../playground/sandbox/node.ts';
import { nativeFolder, nativeProblem } from '../sandbox/native-packages.ts';
import { becomesTrue } from './follow.ts';

// Servers start several times; a busy machine is no failure.
vi.setConfig({ testTimeout: 180_000 });

const problem = await nativeProblem();
const online = (runtime: Runtime, name: string) =>
  runtime.state.accounts.find((account) => account.name === name)?.status.state === 'online';

it.skipIf(problem !== null)(
  `starts unchanged, and with the offered change romeo signs in${problem ? ` (${problem})` : ''}`,
  async () => {
    const stock = await readFile(join(await nativeFolder(), 'etc/prosody/prosody.cfg.lua'), 'utf8');
    const runtime = new Runtime({ scene: oneServer, startSandbox: startInNode });
    void runtime.start();
    await becomesTrue(() => online(runtime, 'romeo') && online(runtime, 'juliet'));
    const result = await runtime.restart('montague.example', stock, true);
    if (!result.ok) throw new Error(result.text);
    expect(await result.signIns).toMatchObject([{ ok: false }, { ok: false }]);
    // Each said once, though its configuration writes errors to two files and to syslog.
    const texts = result.problems.map(({ source, text }) => `${source} ${text}`);
    for (const text of texts) expect(text).toContain('no TLS inside a browser tab');

    const advice = adviceForTab(stock, { hosts: ['montague.example'], pretendTls: false });
    expect(advice?.plain).toContain('"montague.example" is not one of its hosts; it requires encryption');
    await runtime.restart('montague.example', advice?.fix?.config ?? '', true);
    runtime.connect('romeo');
    await becomesTrue(() => online(runtime, 'romeo'));
    await runtime.stop();
  },
);
