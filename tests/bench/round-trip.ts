/** Pings in the tab against native Prosody over a loopback WebSocket: same browser, same run, same client code. */
import { montague } from '../../playground/sandbox/node.ts';
import { freePort, startNative } from '../sandbox/native.ts';
import { nativeProblem } from '../sandbox/native-packages.ts';
import { serveBarePage } from './bare-page.ts';
import { type Figure, mean, median, midmean, milliseconds, quantile } from './figures.ts';
import type * as page from './page/page.ts';
import type { Tab } from './tab.ts';

declare const bench: typeof page;

const pings = 1000;

/** The sandbox's own configuration, and WebSocket. */
async function startNativeWithWebSocket(): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const extra = `
http_ports = { ${port} }
http_interfaces = { "127.0.0.1" }
http_default_host = "montague.example"
consider_websocket_secure = true
http_cors_override = { websocket = { enabled = true } }
`;
  const config = montague.config.replace('modules_enabled = {', `${extra}\nmodules_enabled = {\n\t"websocket";`);
  const server = await startNative({ config, accounts: montague.accounts ?? [] });
  return { url: `ws://127.0.0.1:${port}/xmpp-websocket`, stop: () => server.stop() };
}

function comparison(name: string, tab: number, native: number | undefined, budget: number | undefined): Figure {
  if (native === undefined) return { what: name, figure: `${milliseconds(tab)} in the tab; native not measured` };
  const ratio = tab / native;
  return {
    what: name,
    figure: `${milliseconds(tab)} in the tab, ${milliseconds(native)} native: ratio ${ratio.toFixed(2)}`,
    ...(budget === undefined ? {} : { budget: `${budget}`, kept: ratio <= budget }),
  };
}

/** @param budget that the ratio of the round trips in the tab to those of native Prosody has to keep */
export async function measureRoundTrips(tab: Tab, budget: number): Promise<Figure[]> {
  const problem = await nativeProblem();
  if (problem !== null) console.log(`Native Prosody is not measured: ${problem}`);
  const native = problem === null ? await startNativeWithWebSocket() : undefined;
  const served = await serveBarePage();
  try {
    await tab.open(served.address);
    await tab.title('Bench ready');
    const boot = await tab.run(() => bench.boot(), null);
    const inTab = await tab.run((count) => bench.roundTrips(undefined, count), pings);
    const overSocket =
      native && (await tab.run(([url, count]) => bench.roundTrips(url, count), [native.url, pings] as const));
    // Firefox tells time in whole milliseconds: there only the mean says something. Chromium does in tenths, which is a third of a ping.
    const isCoarse = inTab.sequential.every((time) => Number.isInteger(time));
    const typical = isCoarse ? { name: 'mean', of: mean } : { name: 'mean of the middle half', of: midmean };
    const restarts: number[] = [];
    const changed: number[] = [];
    for (let index = 0; index < 5; index += 1) {
      restarts.push(await tab.run((remark) => bench.restart(remark), ''));
      changed.push(await tab.run((remark) => bench.restart(remark), `\n-- ${index}`));
      // So that the next one is the same as before.
      await tab.run((remark) => bench.restart(remark), '');
    }
    await tab.close();
    return [
      { what: 'start of the sandbox, download from loopback included', figure: milliseconds(boot) },
      comparison(
        `round trip, ${typical.name} of ${pings}`,
        typical.of(inTab.sequential),
        overSocket && typical.of(overSocket.sequential),
        budget,
      ),
      comparison(
        'round trip, 99th percentile',
        quantile(inTab.sequential, 0.99),
        overSocket && quantile(overSocket.sequential, 0.99),
        undefined,
      ),
      comparison('100 pipelined pings', inTab.pipelined, overSocket?.pipelined, undefined),
      {
        what: 'restart with the same configuration: a server wakes from its image, median of 5',
        figure: milliseconds(median(restarts)),
        budget: '30 ms',
        kept: median(restarts) < 30,
      },
      { what: 'restart with another configuration, median of 5', figure: milliseconds(median(changed)) },
    ];
  } finally {
    await served.close();
    await native?.stop();
  }
}
