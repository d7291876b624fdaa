import type { LabServer } from './server.ts';

export const prosody: LabServer = {
  package: 'prosody',
  webSocket: {
    path: '/xmpp-websocket',
    ports: [
      { port: 5281, secure: true },
      { port: 5280, secure: false },
    ],
  },
  logs: ['/var/log/prosody/prosody.log', '/var/log/prosody/prosody.err'],
  makeAccount: (machine, { name, host, password }) => machine.look(['prosodyctl', 'register', name, host, password]),
};
