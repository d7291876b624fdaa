/** What no server at hand does: answers made by hand, and what the judges say of them. */
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../playground/check/asker.ts';
import { judgeWish } from '../../playground/check/checks/registration.ts';
import { isPrivate } from '../../playground/check/checks/relays.ts';
import { judgeClock } from '../../playground/check/checks/server.ts';
import { signIn } from '../../playground/check/checks/sign-in.ts';
import { readDisco } from '../../playground/check/disco.ts';
import { recognise } from '../../playground/check/software.ts';
import type { Features, World } from '../../playground/check/world.ts';
import { firstElement } from '../../playground/stanza/index.ts';

function answer(came: string, kind: Answer['kind'] = 'result', condition?: string): Answer {
  const stanza = firstElement(came);
  return { kind, evidence: { came }, ...(stanza && { stanza }), ...(condition && { condition }) };
}

async function levelsFor(mechanisms: readonly string[]) {
  const list = mechanisms.map((name) => `<mechanism>${name}</mechanism>`).join('');
  const came = `<features xmlns="http://etherx.jabber.org/streams"><mechanisms xmlns="urn:ietf:params:xml:ns:xmpp-sasl">${list}</mechanisms></features>`;
  const features: Features = { element: firstElement(came), evidence: { came } };
  const verdicts = await signIn.judge({ before: features, after: features } as World);
  return Object.fromEntries(verdicts.map(({ id, level, says }) => [id, [level, says]]));
}

describe('ways to sign in', () => {
  it.each([
    [['SCRAM-SHA-1', 'PLAIN'], 'good', /SCRAM-SHA-1, PLAIN/],
    [['PLAIN'], 'warning', /no SCRAM/],
    [['SCRAM-SHA-256', 'DIGEST-MD5'], 'warning', /DIGEST-MD5 counts as broken/],
    [[], 'warning', /offers nothing/],
  ])('%s: %s', async (mechanisms, level, says) => {
    expect((await levelsFor(mechanisms)).mechanisms).toEqual([level, expect.stringMatching(says)]);
  });

  it('sees guests and channel binding', async () => {
    const levels = await levelsFor(['SCRAM-SHA-1-PLUS', 'SCRAM-SHA-1', 'ANONYMOUS']);
    expect(levels.guests?.[0]).toBe('warning');
    expect(levels['channel-binding']).toEqual(['good', expect.stringContaining('SCRAM-SHA-1-PLUS')]);
  });
});

describe('a stranger who asks for an account that exists', () => {
  const form = answer('<iq type="result"><query xmlns="jabber:iq:register"><username/><password/></query></iq>');
  it.each([
    ['conflict', 'fault'],
    ['forbidden', 'good'],
    ['not-allowed', 'good'],
    ['not-acceptable', 'warning'],
  ])('%s: %s', (condition, level) => {
    expect(judgeWish(form, answer('<iq type="error"/>', 'error', condition)).level).toBe(level);
  });

  it('and gets it: the server is open, and worse', () => {
    expect(judgeWish(form, answer('<iq type="result"/>')).level).toBe('fault');
  });
});

describe('a clock', () => {
  it.each([
    [0, 'good', /agree/],
    [-4, 'good', /agree/],
    [30, 'warning', /30 seconds ahead/],
    [-30, 'warning', /30 seconds behind/],
    [3600, 'fault', /3600 seconds ahead/],
  ])('%s seconds ahead: %s', (ahead, level, says) => {
    expect(judgeClock(ahead, {})).toMatchObject({ level, says: expect.stringMatching(says) });
  });
});

it.each([
  ['192.168.0.7', true],
  ['172.20.1.1', true],
  ['172.32.1.1', false],
  ['127.0.0.1', true],
  ['localhost', true],
  ['fd00::1', true],
  ['::1', true],
  ['2001:db8::1', false],
  ['10.example.com', false],
  ['turn.example.com', false],
])('%s is inside the network: %s', (host, inside) => {
  expect(isPrivate(host)).toBe(inside);
});

describe('which server it is', () => {
  const version = (name: string, number: string) =>
    answer(`<iq><query xmlns="jabber:iq:version"><name>${name}</name><version>${number}</version></query></iq>`);
  const disco = (name: string) =>
    readDisco(
      'example.com',
      answer(
        `<iq><query xmlns="http://jabber.org/protocol/disco#info"><identity category="server" type="im" name="${name}"/></query></iq>`,
      ),
    );
  it.each([
    [version('Prosody', '13.0.1'), disco('x'), 'prosody', 'Prosody 13.0.1'],
    [answer('<iq type="error"/>', 'error'), disco('Openfire Server'), 'openfire', 'Openfire Server'],
    [version('Tigase', '8.4'), disco('Tigase'), undefined, 'Tigase 8.4'],
    [answer('<iq type="error"/>', 'error'), disco(''), undefined, 'A server that does not say which it is'],
  ])('by version, then by identity', (version, server, software, named) => {
    expect(recognise(version, server)).toEqual({ software, named });
  });

  it('reads a field’s own values, not those of its choices', () => {
    const disco = readDisco(
      'x',
      answer(
        '<iq><x xmlns="jabber:x:data"><field var="FORM_TYPE"><value>t</value></field><field var="m"><option><value>a</value></option><value>b</value></field></x></iq>',
      ),
    );
    expect(disco.extension('t', 'm')).toEqual(['b']);
  });
});
