import { join } from 'node:path';
import { run } from '../process.ts';
import type { LabServer } from './server.ts';

/** Of the console's administrator, as guides/openfire/install chooses it. */
const consolePassword = 'a rose by any other name';

export const openfire: LabServer = {
  package: 'openfire',
  webSocket: {
    path: '/ws/',
    ports: [
      { port: 7443, secure: true },
      { port: 7070, secure: false },
    ],
  },
  logs: ['/var/log/openfire/openfire.log', '/usr/share/openfire/logs/openfire.log'],
  // Openfire has one XMPP domain, and no command that makes accounts: its console does.
  makeAccount: (machine, { name, password }) => {
    const program = join(import.meta.dirname, 'openfire-account.ts');
    const namespace = `--net=/run/netns/${machine.namespace}`;
    return run('nsenter', [namespace, '--', process.execPath, program, consolePassword, name, password]);
  },
};
