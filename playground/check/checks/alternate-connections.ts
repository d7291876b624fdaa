/** Whether the domain says where its WebSocket is (XEP-0156). */
import { findWebSocket } from '../../session/reach/host-meta.ts';
import { type Subject, verdict } from '../world.ts';

export const alternateConnections: Subject = {
  ids: ['alternate-connections'],
  async judge({ asker, url, web }) {
    const sent = `GET https://${asker.domain}/.well-known/host-meta.json\nGET https://${asker.domain}/.well-known/host-meta`;
    const found = await findWebSocket(asker.domain, (address, request) => web(String(address), request));
    if (!found.ok)
      return [
        verdict('alternate-connections', 'warning', `${asker.domain} does not tell web pages where its WebSocket is.`, {
          sent,
          came: found.plain,
        }),
      ];
    const evidence = { sent: `GET ${found.asked}`, came: found.url };
    return [
      found.url === url
        ? verdict('alternate-connections', 'good', 'The domain names this WebSocket.', evidence)
        : verdict(
            'alternate-connections',
            'warning',
            `The domain names another WebSocket than the one that was checked: ${found.url}.`,
            evidence,
          ),
    ];
  },
};
