/** Which connections a recipe opens, as whom, and how they end. */
import { describe, expect, it } from 'vitest';
import { freshNames, runRecipe } from '../../../playground/session/index.ts';
import { fakeServer } from './fake-server.ts';
import { play, receive, send, statuses } from './play.ts';

describe('runRecipe', () => {
  it('tells why when the server ends the connection, and signs in again at the next send', async () => {
    const server = fakeServer((text, peer) => {
      if (text.includes('bad')) {
        peer.say('<stream:error><conflict xmlns="urn:ietf:params:xml:ns:xmpp-streams"/></stream:error>');
        peer.end('The server ended the stream.');
      } else peer.say('<iq type="result" id="ok"/>');
    });
    const results = await play(
      [
        send('romeo', '<bad>'),
        receive('romeo', '<stream:error/>'),
        receive('romeo', '<message/>', { within: 60_000 }),
        send('romeo', '<iq id="ok"/>'),
        receive('romeo', '<iq id="ok"/>'),
      ],
      server,
      { goOn: true },
    );
    expect(statuses(results)).toEqual(['passed', 'passed', 'failed', 'passed', 'passed']);
    expect(results[2]?.reason).toContain('The server ended the stream.');
  });

  it('cuts the connection before it resumes, and does not bind a resource then', async () => {
    const server = fakeServer();
    await play(
      [send('romeo', '<presence/>'), send('romeo', '<resume xmlns="urn:xmpp:sm:3" previd="x" h="0"/>')],
      server,
    );
    expect(server.gone[0]).toBe('romeo@montague.example/orchard');
    expect(server.peers.get('romeo@montague.example/orchard')?.account.until).toBe('signed-in');
  });

  it('signs a stranger in nowhere, and knows the password of an account that a stanza made', async () => {
    const server = fakeServer();
    const form =
      '<iq type="set"><query xmlns="jabber:iq:register"><username>benvolio</username><password>secret</password></query></iq>';
    await play([send('stranger', form), send('benvolio', '<presence/>')], server);
    const [stranger, benvolio] = [...server.peers.values()].map(({ account }) => account);
    expect(stranger).toMatchObject({ jid: 'montague.example', until: 'stream' });
    expect(benvolio).toMatchObject({ jid: 'benvolio@montague.example/home', password: 'secret', until: 'bound' });
  });

  it('uses the names of a shared server on the wire, and its own in what it tells', async () => {
    const server = fakeServer((_, peer) => peer.say('<message from="juliet-k3f9@example.com/balcony"/>'));
    const names = freshNames({ hosts: { 'montague.example': 'example.com' }, mark: 'k3f9' });
    const results = await play(
      [
        send('romeo', '<message to="juliet@montague.example"/>'),
        receive('romeo', '<message from="juliet@montague.example/balcony"/>'),
      ],
      server,
      { names },
    );
    expect(statuses(results)).toEqual(['passed', 'passed']);
    expect(server.heard[0]).toContain('<message to="juliet-k3f9@example.com"/>');
    expect(results[0]).toMatchObject({ sent: { text: '<message to="juliet@montague.example"/>' } });
    expect(server.peers.get('romeo@montague.example/orchard')?.account.jid).toBe('romeo-k3f9@example.com/orchard');
  });

  it('closes every connection at the end, also when the caller stops early', async () => {
    const server = fakeServer();
    for await (const _ of runRecipe([send('romeo', '<a/>'), send('juliet', '<b/>')], { connect: server.connect }))
      break;
    expect(server.gone).toEqual(['romeo@montague.example/orchard']);
  });

  it('says why nobody could connect', async () => {
    const results = await play([send('romeo', '<presence/>')], {
      ...fakeServer(),
      connect: () => {
        throw new Error('no server is up');
      },
    });
    expect(results[0]).toMatchObject({ status: 'failed', reason: expect.stringContaining('no server is up') });
  });
});
