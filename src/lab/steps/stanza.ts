/** Runs the stanza steps of a guide: over sessions of its accounts, through the WebSocket of the page's server. */

import { join } from 'node:path';
import { open, RecipeRun } from '../../../playground/session/index.ts';
import type { ReceiveStep, SendStep, ServerName } from '../../lesson/index.ts';
import type { Machine } from '../machine/machine.ts';
import type { StepResult } from '../result.ts';
import { labServers } from '../servers/table.ts';
import { openWebSocketProxy } from '../servers/websocket.ts';
import { relay } from '../world/relay.ts';

const domain = 'example.com';

/** With these the lab signs in to accounts that a guide made; guides make them with these passwords. */
export const accountPasswords: Readonly<Record<string, string>> = {
  romeo: 'rosaline-1595',
  juliet: 'balcony-1595',
  mercutio: 'queen-mab-1595',
};

export interface StanzaSettings {
  /** The machine that the server runs on. */
  readonly machine: Machine | undefined;
  readonly server: ServerName | undefined;
  /** Where a socket can be made. */
  readonly folder: string;
}

export interface Stanzas {
  run(step: SendStep | ReceiveStep): Promise<StepResult>;
  close(): Promise<void>;
}

/** `romeo/phone` is romeo@example.com/phone in a guide. */
const atDomain = (as: string): string => (as.includes('@') ? as : as.replace(/^[^/]+/, (name) => `${name}@${domain}`));

export function openStanzas(settings: StanzaSettings): Stanzas {
  let proxy: Promise<Proxy> | undefined;
  let boots = 0;
  const recipe = new RecipeRun({
    connect: async (account) => {
      // A machine that was rebooted has another network.
      if (proxy && settings.machine?.boots !== boots) {
        await (await proxy.catch(() => undefined))?.close();
        proxy = undefined;
      }
      boots = settings.machine?.boots ?? 0;
      proxy ??= openProxy(settings);
      const [name = ''] = account.jid.split('@');
      const password = account.password ?? (account.jid.includes('@') ? accountPasswords[name] : undefined);
      if (password === undefined && account.jid.includes('@'))
        throw new Error(
          `the lab does not know the password of ${name}. Use one of these accounts: ${Object.keys(accountPasswords).join(', ')}`,
        );
      return open({
        via: { kind: 'websocket', url: (await proxy).url },
        jid: account.jid,
        account: account.key,
        until: account.until,
        ...(password === undefined ? {} : { password }),
      });
    },
  });
  return {
    run: async (step) => {
      const result = await recipe.step({ ...step, as: atDomain(step.as) });
      const base = { step, milliseconds: result.milliseconds };
      const output = result.kind === 'receive' ? result.received.map(({ text }) => text).join('\n') : '';
      switch (result.status) {
        case 'passed':
          return { ...base, status: 'passed', ...(output ? { output } : {}) };
        case 'skipped':
          return { ...base, status: 'skipped', reason: result.reason ?? 'it is only shown' };
        case 'failed':
          return { ...base, status: 'failed', failure: { what: result.reason ?? 'It failed.', output } };
        default:
          return result.status satisfies never;
      }
    },
    close: async () => {
      await recipe.close();
      await (await proxy?.catch(() => undefined))?.close();
    },
  };
}

interface Proxy {
  readonly url: string;
  close(): Promise<void>;
}

/** A port of this world's loopback that leads to the server's WebSocket. */
async function openProxy({ machine, server, folder }: StanzaSettings): Promise<Proxy> {
  if (!machine || !server)
    throw new Error(
      'stanzas need a machine "server" and the name of its software: add "server: prosody" (ejabberd, openfire) to the frontmatter',
    );
  const socket = join(folder, 'web.sock');
  const close = await openWebSocketProxy(machine, socket, { software: server });
  const port = await relay('127.0.0.1', 0, socket);
  return { url: `ws://127.0.0.1:${port}${labServers[server].webSocket.path}`, close };
}
