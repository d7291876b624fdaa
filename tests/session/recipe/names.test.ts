import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshNames, newMark } from '../../../playground/session/index.ts';

const hosts = { 'montague.example': 'example.com', 'capulet.example': 'example.net' };
const names = freshNames({ hosts, mark: 'k3f9' });

describe('freshNames', () => {
  it('marks accounts, rooms and nodes and changes hosts, also those below a host', () => {
    expect(names.outgoing('<message to="romeo@montague.example/orchard"/>')).toBe(
      '<message to="romeo-k3f9@example.com/orchard"/>',
    );
    expect(names.outgoing('to="verona@conference.montague.example/juliet"')).toBe(
      'to="verona-k3f9@conference.example.com/juliet"',
    );
    expect(names.outgoing('to="juliet@capulet.example"')).toBe('to="juliet-k3f9@example.net"');
    expect(names.outgoing('<publish node="news">')).toBe('<publish node="news-k3f9">');
    expect(names.outgoing('<username>benvolio</username>')).toBe('<username>benvolio-k3f9</username>');
  });

  it('leaves alone what belongs to the protocol, to sentences and to other hosts', () => {
    for (const text of [
      '<items node="urn:xmpp:avatar:data"/>',
      '<command xmlns="http://jabber.org/protocol/commands" node="uptime"/>',
      '<body>Romeo, wherefore art thou romeo?</body>',
      'to="juliet@nowhere.example"',
      'to="my-montague.example"',
      'to="montague.example.org"',
    ]) {
      expect(names.outgoing(text)).toBe(text);
    }
  });

  it('gives back the text that was sent, whatever accounts, hosts and resources are in it', () => {
    const host = fc.constantFrom('montague.example', 'conference.montague.example', 'capulet.example');
    const local = fc.stringMatching(/^[a-z][a-z0-9._]{0,8}$/);
    const resource = fc.stringMatching(/^[A-Za-z0-9 ]{0,8}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(local, host, resource), { maxLength: 5 }), (addresses) => {
        const text = addresses.map(([name, where, what]) => `<item jid="${name}@${where}/${what}"/>`).join('');
        expect(names.incoming(names.outgoing(text))).toBe(text);
      }),
    );
  });

  it('keeps two runs apart', () => {
    const [one, other] = [newMark(), newMark()];
    expect(one).not.toBe(other);
    const text = 'romeo@montague.example';
    expect(freshNames({ hosts, mark: one }).outgoing(text)).not.toBe(freshNames({ hosts, mark: other }).outgoing(text));
  });

  it('refuses a mark that could be part of a word', () => {
    expect(() => freshNames({ hosts, mark: '' })).toThrow('three or more');
  });
});
