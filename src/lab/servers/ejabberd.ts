import type { LabServer } from './server.ts';

export const ejabberd: LabServer = {
  package: 'ejabberd',
  webSocket: {
    path: '/ws',
    ports: [
      { port: 5443, secure: true },
      { port: 5280, secure: false },
    ],
  },
  logs: ['/var/log/ejabberd/ejabberd.log', '/var/log/ejabberd/error.log'],
  makeAccount: (machine, { name, host, password }) => machine.look(['ejabberdctl', 'register', name, host, password]),
};
