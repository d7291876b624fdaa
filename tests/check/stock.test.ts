/** The servers' packages, with a domain and a certificate, lack what the page says. */
import { describe, expect, it } from 'vitest';
import { ejabberdProblem } from '../console/own/native-ejabberd.ts';
import { openfireProblem } from '../console/own/native-openfire.ts';
import { nativeProblem } from '../sandbox/native-packages.ts';
import { measureApart } from './stock/measure.ts';
import { readStock, type StockServer, stockServers } from './stock/page.ts';

const problems: Readonly<Record<StockServer, string | null>> = {
  prosody: await nativeProblem(),
  ejabberd: await ejabberdProblem(),
  openfire: await openfireProblem(),
};

for (const name of stockServers) {
  const problem = problems[name];
  describe.skipIf(problem !== null)(`a fresh ${name}${problem ? ` (${problem})` : ''}`, () => {
    it('is what was measured, to the word', async () => {
      const written = (await readStock()).servers.find(({ server }) => server === name);
      const now = await measureApart(name);
      const wayOut = 'If that is right: node tests/check/stock/measure.ts --update';
      expect(now, wayOut).toEqual(written);
      // What is measured is a server that works: everybody can sign in, and other servers are answered.
      const level = (id: string) => now.findings.find((finding) => finding.id === id)?.level;
      for (const id of [
        'stream:xmpp-client',
        'mechanisms:xmpp-client',
        'stream:xmpp-server',
        'certificate-chain:client',
        'certificate-name:server',
      ])
        expect(level(id), id).toBe('good');
    });
  });
}
