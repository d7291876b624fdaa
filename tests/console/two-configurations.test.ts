/** The last stanza, sent to two configurations on real servers: what differs is told, and the servers of the page know nothing of it. */
import { expect, it, vi } from 'vitest';
import { compareOutcomes } from '../../playground/console/runtime/compare.ts';
import { Runtime } from '../../playground/console/runtime/runtime.ts';
import { oneServer } from '../../playground/console/runtime/scene.ts';
import { startInNode, versions, withVersion } from '../../playground/sandbox/node.ts';
import { newerProblem } from '../sandbox/newer-problem.ts';
import { becomesTrue } from './follow.ts';

const missing = newerProblem();
if (missing) console.warn(`SKIPPED: a stanza to both versions: ${missing}`);

// Five servers start; a busy machine is no failure.
vi.setConfig({ testTimeout: 180_000 });

it('tells what comes back with each of two configurations', async () => {
  const runtime = new Runtime({ scene: oneServer, startSandbox: startInNode });
  void runtime.start();
  const isOnline = () =>
    runtime.state.accounts
      .filter(({ status }) => status.state === 'online')
      .map(({ name }) => name)
      .join() === 'romeo,juliet';
  await becomesTrue(isOnline);
  expect(runtime.lastSent).toBeNull();
  await runtime.send(['<iq type="get" to="montague.example" id="p1"><ping xmlns="urn:xmpp:ping"/></iq>']);
  const { lastSent } = runtime;
  if (lastSent === null) throw new Error('Nothing was sent.');
  const shipped = runtime.scene.servers[0]?.config ?? '';

  const [a, b] = await runtime.tryBoth('montague.example', shipped.replace('"ping";', ''), lastSent);
  expect(compareOutcomes(a, b)).toMatchObject([
    {
      account: 'romeo',
      a: expect.stringContaining("type='result'"),
      b: expect.stringContaining('service-unavailable'),
      differences: expect.arrayContaining([expect.stringContaining('type')]),
    },
  ]);
  const [same, again] = await runtime.tryBoth('montague.example', `${shipped}\n`, lastSent);
  expect(compareOutcomes(same, again)).toMatchObject([{ account: 'romeo', differences: [] }]);

  if (missing === null) {
    const newer = withVersion(shipped, versions[1]?.version ?? '');
    const [old, upgraded] = await runtime.tryBoth('montague.example', newer, {
      ...lastSent,
      text: `<iq type="get" to="montague.example" id="v1"><query xmlns="jabber:iq:version"/></iq>`,
    });
    expect(compareOutcomes(old, upgraded)[0]?.differences).toEqual([
      expect.stringMatching(/version.*13\.0\.1\b.*13\.0\.[2-9]/),
    ]);
  }

  const [, broken] = await runtime.tryBoth('montague.example', 'VirtualHost {', lastSent);
  expect(broken).toMatchObject({ received: [], trouble: expect.stringContaining('did not start') });
  expect(isOnline()).toBe(true);
  await runtime.stop();
});
