import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recipeStepsOf, TestBench } from '../../playground/console/share/test/bench.ts';
import { histogramOf } from '../../playground/console/share/test/histogram.ts';
import type { TestStep } from '../../playground/console/share/test/types.ts';
import { defaultDns, montague, startInNode } from '../../playground/sandbox/node.ts';

const romeo = 'romeo@montague.example/orchard';
const ping = (id: string, type: string): TestStep[] => [
  {
    kind: 'send',
    as: romeo,
    xml: `<iq type="get" id="${id}" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>`,
  },
  { kind: 'receive', as: romeo, xml: `<iq type="${type}" id="${id}"/>` },
];

describe('a test in servers of its own', () => {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await TestBench.start({ servers: [montague], dns: defaultDns, ahead: 60, startSandbox: startInNode });
  }, 60_000);
  afterAll(() => bench.stop());

  it('runs as often as one likes, and names the step that fails', async () => {
    const good = recipeStepsOf(ping('1', 'result'));
    for (let number = 0; number < 3; number += 1) {
      expect(await bench.run(good, () => {})).toMatchObject({ passed: true, milliseconds: expect.any(Number) });
    }
    const seen: string[] = [];
    const result = await bench.run(recipeStepsOf([...ping('1', 'error'), ...ping('2', 'result')]), ({ status }) =>
      seen.push(status),
    );
    expect(result.passed).toBe(false);
    expect(seen).toEqual(['passed', 'failed']);
  }, 60_000);

  it('begins each run on servers on which nothing was done: a changed password is the old one again', async () => {
    const change = recipeStepsOf([
      {
        kind: 'send',
        as: romeo,
        xml: '<iq type="set" id="p"><query xmlns="jabber:iq:register"><username>romeo</username><password>new</password></query></iq>',
      },
      { kind: 'receive', as: romeo, xml: '<iq type="result" id="p"/>' },
    ]);
    for (let number = 0; number < 3; number += 1)
      expect(await bench.run(change, () => {})).toMatchObject({ passed: true });
    expect(await bench.run(recipeStepsOf(ping('after', 'result')), () => {})).toMatchObject({ passed: true });
  }, 60_000);

  it('goes step by step, with everybody still there', async () => {
    await bench.again();
    for (const step of recipeStepsOf([...ping('1', 'result'), { kind: 'receive', as: romeo, xml: '', nothing: 50 }])) {
      expect(await bench.step(step)).toMatchObject({ status: 'passed' });
    }
  }, 60_000);
});

describe('the times of many runs', () => {
  it('stand in bars that hold every run', () => {
    const times = [1, 2, 2, 3, 10, 4, 2, 3, 3];
    const histogram = histogramOf(times);
    expect(histogram).toMatchObject({ least: 1, median: 3, most: 10 });
    expect(histogram?.bars.reduce((sum, { count }) => sum + count, 0)).toBe(times.length);
    expect(histogramOf([5, 5])?.bars).toEqual([{ from: 5, to: 5, count: 2 }]);
    expect(histogramOf([])).toBeUndefined();
  });
});
