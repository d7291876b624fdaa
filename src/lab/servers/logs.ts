/** Ends of logs at the time of a failure: what somebody would look at first. */
import type { Machine } from '../machine/machine.ts';
import type { LogTails } from '../result.ts';
import { labServers } from './table.ts';

const journalLines = 25;
const logLines = 25;
// Of all servers and of certbot: a page may run a server that it is not about. Only those that exist are shown.
const logFiles = [...Object.values(labServers).flatMap(({ logs }) => logs), '/var/log/letsencrypt/letsencrypt.log'];

/**
 * The ends of the journal and of the servers' logs on one machine.
 * @param since when the page began, ISO 8601: what the boot said is left out
 */
export async function logTails(machine: Machine, since: string): Promise<LogTails> {
  const tails = new Map<string, string>();
  if (machine.state !== 'running') {
    tails.set(`console of ${machine.name}`, machine.console());
    return tails;
  }
  const from = `@${Math.floor(Date.parse(since) / 1000)}`;
  const journal = await machine.look(['journalctl', '--no-pager', '--quiet', '-o', 'short-iso', `--since=${from}`]);
  // How the lab runs steps does not concern the page.
  const lines = journal.stdout.split('\n').filter((line) => line && !line.includes('stanzabox-step-'));
  tails.set(`journal of ${machine.name}`, lines.slice(-journalLines).join('\n'));
  for (const path of logFiles) {
    const log = await machine.look(['tail', '-n', String(logLines), path]);
    if (log.status === 0 && log.stdout.trim()) tails.set(`${path} on ${machine.name}`, log.stdout.trimEnd());
  }
  return tails;
}
