/** Makes the accounts of one run of a recipe, each server's own way. */
import type { ServerName } from '../../lesson/index.ts';
import type { Machine } from '../machine/machine.ts';
import { labServers } from './table.ts';

/** Of all accounts that are made for recipes; they are gone with the machine. */
export const accountPassword = 'wherefore-1595';

/** Makes accounts at one host. */
export type MakeAccount = (name: string, host: string) => Promise<void>;

/** @throws Error from the maker, with what the server said, when it refused */
export const accountMaker =
  (server: ServerName, machine: Machine): MakeAccount =>
  async (name, host) => {
    const done = await labServers[server].makeAccount(machine, { name, host, password: accountPassword });
    if (done.status !== 0)
      throw new Error(`${server} refused the account ${name}@${host}: ${`${done.stdout}${done.stderr}`.trim()}`);
  };
