/** A server of the reader's own, for the tests of a file: Debian's Prosody on loopback ports. Without its package they are skipped, with the reason. */
import { type Running, reach, startProsody, stockProsody } from '../check/own/native.ts';
import { nativeProblem } from '../sandbox/native-packages.ts';
import { test } from './quiet-page.ts';

/** @param config what stands after Debian's own configuration; it is told the port of the HTTP server */
export function ownProsody(config: (port: number) => string): { readonly url: string } {
  let server: Running | undefined;
  let problem: string | null = null;
  test.beforeAll(async () => {
    problem = await nativeProblem();
    if (problem !== null) return;
    const stock = await stockProsody();
    server = await startProsody((port) => `${stock}\n${reach(port)}${config(port)}`);
  });
  test.afterAll(() => server?.stop());
  test.beforeEach(() => test.skip(problem !== null, `No server of one's own: ${problem}`));
  return {
    get url() {
      if (server === undefined) throw new Error('The server has not started.');
      return server.url;
    },
  };
}
