/** What the reader does with connections besides connecting them. Each resolves to what went wrong in plain words, or to undefined. */
import { bareJid } from '../../stanza/index.ts';
import type { Account } from '../state/types.ts';
import { createLine, withMissing } from './new-account.ts';
import type { Runtime } from './runtime.ts';

/** Makes an account on its server in the tab. */
export async function register(runtime: Runtime, { jid, password, place }: Account): Promise<string | undefined> {
  if (place.kind !== 'sandbox') return 'Accounts can be created only on the server in this tab.';
  const said = await runtime.shell(place.server, createLine(bareJid(jid), password));
  return said.includes('OK:') ? undefined : `The server did not make the account: ${said.replace(/^!\s*/, '').trim()}`;
}

/** Connects an account with another resource. */
export async function changeResource(runtime: Runtime, name: string, jid: string): Promise<void> {
  await runtime.disconnect(name);
  runtime.dispatch({ type: 'account-changed', name, change: { jid } });
  runtime.connectUntil(name, 'bound');
}

/** The configuration that a server in the tab runs with. */
export function configOf(runtime: Runtime, server: string): string {
  const started = runtime.scene.servers.find(({ name }) => name === server)?.config ?? '';
  return runtime.state.running[server] ?? started;
}

/** Restarts the account's server with what the connection needs, and keeps what the server holds. */
export async function completeConfiguration(runtime: Runtime, account: Account): Promise<string | undefined> {
  if (account.place.kind !== 'sandbox') return undefined;
  const { server } = account.place;
  const result = await runtime.restart(server, withMissing(account, configOf(runtime, server)), true);
  return result.ok ? undefined : `The server does not start with it: ${result.text}`;
}
