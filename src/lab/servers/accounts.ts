/** Makes the accounts of one run of a recipe, each server's own way. */
import { join } from 'node:path';
import type { ServerName } from '../../lesson/index.ts';
import type { Machine } from '../machine/machine.ts';
import { type Finished, run } from '../process.ts';

/** Of all accounts that are made for recipes; they are gone with the machine. */
export const accountPassword = 'wherefore-1595';

/** Of Openfire's administrator, as guides/openfire/install chooses it. */
const consolePassword = 'a rose by any other name';

/** Makes accounts at one host. */
export type MakeAccount = (name: string, host: string) => Promise<void>;

function refused(name: string, host: string, { stdout, stderr }: Finished): Error {
  return new Error(`The account ${name}@${host} could not be made: ${`${stdout}${stderr}`.trim()}`);
}

const byCommand =
  (machine: Machine, command: (name: string, host: string) => readonly string[]): MakeAccount =>
  async (name, host) => {
    const done = await machine.look(command(name, host));
    if (done.status !== 0) throw refused(name, host, done);
  };

/** As an administrator of that server would from a shell on its machine. */
export function accountMaker(server: ServerName, machine: Machine): MakeAccount {
  switch (server) {
    case 'prosody':
      return byCommand(machine, (name, host) => ['prosodyctl', 'register', name, host, accountPassword]);
    case 'ejabberd':
      return byCommand(machine, (name, host) => ['ejabberdctl', 'register', name, host, accountPassword]);
    case 'openfire':
      return async (name, host) => {
        const program = join(import.meta.dirname, 'openfire-account.ts');
        const args = [program, consolePassword, name, accountPassword];
        const namespace = `--net=/run/netns/${machine.namespace}`;
        const done = await run('nsenter', [namespace, '--', process.execPath, ...args]);
        if (done.status !== 0) throw refused(name, host, done);
      };
    default:
      return server satisfies never;
  }
}
