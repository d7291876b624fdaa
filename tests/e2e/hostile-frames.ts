/** What a hostile server says: by hand where a kind of harm is known, and at random around it. */
import fc from 'fast-check';
import { anyText, nearlyXml, xmlText } from '../stanza/arbitraries.ts';
import { featuresOf, open, type Saying, type Script } from './hostile-server.ts';

/** Printed with each failure; another one makes other frames. */
export const seed = 20261126;

/** No text may become this: neither an element nor an attribute with the mark may ever be in the page. */
export const markup =
  '<img src="x" data-fuzz onerror="document.body.dataset.fuzz=1"><script data-fuzz></script><fuzz-mark></fuzz-mark>';
export const escaped = markup
  .replaceAll('&', '&amp;')
  .replaceAll('<', '&lt;')
  .replaceAll('>', '&gt;')
  .replaceAll('"', '&quot;');
const bidi = '\u202e\u2066\u200f\u061c';

const sasl = 'urn:ietf:params:xml:ns:xmpp-sasl';
const stanzas = 'urn:ietf:params:xml:ns:xmpp-stanzas';
const streams = 'urn:ietf:params:xml:ns:xmpp-streams';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const streamError = (inside: string): string =>
  `<stream:error xmlns:stream="http://etherx.jabber.org/streams">${inside}</stream:error>`;
const says = (text: string, namespace = streams): string => `<text xmlns="${namespace}">${text}</text>`;
const challenge = (text: string): string => `<challenge xmlns="${sasl}">${text}</challenge>`;
const failure = (inside: string): string => `<failure xmlns="${sasl}">${inside}</failure>`;
const offering = (...names: string[]): string =>
  featuresOf(
    `<mechanisms xmlns="${sasl}">${names.map((name) => `<mechanism>${name}</mechanism>`).join('')}</mechanisms>`,
  );
const scram = [offering('SCRAM-SHA-1')];

/** Before anybody is signed in: what it says at which step, and the words in which that has to end. */
export const beforeSignIn: readonly (readonly [Script, RegExp])[] = [
  [{ open: [{ close: 4999, reason: markup }] }, /The server closed the connection before the account was signed in/],
  [{ open: [{ close: 1011 }] }, /The server closed the connection before the account was signed in/],
  [{ open: ['cut'] }, /The server closed the connection before the account was signed in/],
  [{ open: ['</x>'] }, /sent something that is not XMPP/],
  [{ open: ['<a><b></a>'] }, /sent something that is not XMPP/],
  [{ open: [new Uint8Array([0, 255]), open] }, /sent a binary frame/],
  [{ features: [streamError('')] }, /ended the stream and did not say why/],
  [
    { features: [streamError(`<made-up xmlns="${streams}"/>${says(`${escaped}${bidi}`)}`)] },
    /The server ended the stream with made-up/,
  ],
  [
    { features: [streamError(`<see-other-host xmlns="${streams}">127.0.0.1:1</see-other-host>`)] },
    /names another server.*127\.0\.0\.1:1.*does not go there by itself/,
  ],
  [{ features: [streamError(`<see-other-host xmlns="${streams}"/>`)] }, /names another server/],
  [{ features: [featuresOf('')] }, /offers no way to sign in on this connection/],
  [{ features: [featuresOf(`<x xmlns="${escaped}">${escaped}</x>`)] }, /offers no way to sign in on this connection/],
  [{ features: [offering()] }, /offers no mechanism/],
  [{ features: [offering(escaped, `${bidi}SCRAM`)] }, /offers no mechanism that this console knows/],
  [{ auth: [failure('')] }, /refused to sign in romeo@hostile\.example and did not say why/],
  [{ auth: [failure(`<strange/>${says(`${escaped}${bidi}`, sasl)}`)] }, /refused to sign in .* \(strange\)/],
  [{ auth: [failure('<not-authorized/>')] }, /The password is wrong, or there is no such account/],
  [{ auth: [`<success xmlns="${sasl}">***</success>`] }, /is not base64/],
  [{ features: scram, auth: [challenge('!!!')] }, /is not base64/],
  [{ features: scram, auth: [challenge(base64('r=x,s=y,i=99999999999'))] }, /invalid SCRAM challenge/],
  [{ features: scram, auth: [challenge(base64(markup))] }, /invalid SCRAM challenge/],
  [{ features: scram, auth: [`<success xmlns="${sasl}"/>`] }, /did not prove that it knows the password/],
  [{ signedIn: [streamError(`<reset xmlns="${streams}"/>`)] }, /The server ended the stream with reset/],
  [{ signedIn: [featuresOf('')] }, /offers no way to sign in/],
  [{ bind: [{ close: 1009 }] }, /The server closed the connection before the account was signed in/],
];

/** What no answer fits: the console waits until its patience ends. */
export const silences: readonly Script[] = [
  { open: [] },
  { open: ['<html><body>It works!</body></html>'] },
  { open: [''] },
  { open: ['<open xmlns="urn:example:wrong"/>'] },
  { features: scram, auth: [challenge('')] },
  { bind: [`<iq xmlns="jabber:client" type="error" id="wrong"><error>${escaped}</error></iq>`] },
];

const text = anyText.map((raw) =>
  [...raw.toWellFormed()]
    .filter((character) => character >= ' ' && !'\ufffe\uffff'.includes(character))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;'),
);
const words = fc.oneof(text, fc.constantFrom(escaped, bidi, `${bidi}${escaped}`, '', '&#x202e;', ']]&gt;'));
const value = words.map((raw) => raw.replaceAll('"', '&quot;'));
const types = fc.oneof(fc.constantFrom('get', 'set', 'result', 'error', 'chat', 'groupchat', 'unavailable', ''), value);
const namespaces = fc.oneof(
  fc.constantFrom(
    'jabber:server',
    'jabber:client',
    'http://www.w3.org/1999/xhtml',
    'http://www.w3.org/2000/svg',
    'urn:x',
  ),
  value,
);
/** Ids of requests that were made, that are being made, and that never were. */
const ids = fc.oneof(
  fc.nat({ max: 12 }).map((n) => `ask-${n}`),
  value,
);

/** One element, well-formed, that nobody has asked for or that answers wrongly. */
const oddFrame: fc.Arbitrary<string> = fc.oneof(
  xmlText({ messy: true }),
  fc
    .tuple(ids, types, value, namespaces, words)
    .map(
      ([id, type, from, namespace, said]) =>
        `<iq xmlns="jabber:client" id="${id}" type="${type}" from="${from}"><query xmlns="${namespace}" node="${from}">${said}</query></iq>`,
    ),
  fc
    .tuple(ids, value, words, fc.constantFrom('item-not-found', 'made-up', 'script', 'gone', ''))
    .map(
      ([id, by, said, condition]) =>
        `<iq xmlns="jabber:client" id="${id}" type="error" from="${by}"><error type="${by}" by="${by}" code="${by}">${condition && `<${condition} xmlns="${stanzas}">${said}</${condition}>`}${says(said, stanzas)}<x xmlns="${by}">${said}</x></error></iq>`,
    ),
  fc
    .tuple(types, value, words)
    .map(
      ([type, from, said]) =>
        `<message xmlns="jabber:client" type="${type}" from="a@b/${from}"><subject>${said}</subject><body>${said}</body><html xmlns="http://jabber.org/protocol/xhtml-im"><body xmlns="http://www.w3.org/1999/xhtml"><script data-fuzz="1">${said}</script><img data-fuzz="1" src="x" onerror="document.body.dataset.fuzz=1"/></body></html></message>`,
    ),
  fc
    .tuple(value, value, words)
    .map(
      ([nick, code, said]) =>
        `<presence xmlns="jabber:client" from="room@b/${nick}"><status>${said}</status><x xmlns="http://jabber.org/protocol/muc#user"><item nick="${nick}" role="${code}"/><status code="${code}"/></x></presence>`,
    ),
  fc
    .tuple(namespaces, value, words)
    .map(([namespace, name, said]) => `<a xmlns="${namespace}" id="${name}" h="${name}">${said}</a>`),
);

const long: readonly string[] = [
  `<message xmlns="jabber:client"><body>${'x'.repeat(300_000)}</body></message>`,
  `<message xmlns="jabber:client" id="${'y'.repeat(50_000)}"/>`,
  `<iq xmlns="jabber:client" type="result" id="ask-0">${'<item/>'.repeat(5_000)}</iq>`,
  `${'<a>'.repeat(3_000)}${escaped}${'</a>'.repeat(3_000)}`,
];

/** Known ways to harm a reader of XML, each well-formed, or let through by a lenient parser. */
const harmful: readonly string[] = [
  `<message xmlns="jabber:client"><body>\u0001\u0008\u001b[31m\u007f\u0085\ufffe</body></message>`,
  `<message xmlns="jabber:client"><body><![CDATA[${markup}]]></body></message>`,
  `<!-- ${markup} --><message xmlns="jabber:client"/>`,
  `<message xmlns="jabber:client" __proto__="1" constructor="2" toString="3"><__proto__/><constructor/></message>`,
  `<iq xmlns="jabber:client" type="result" id="__proto__"/>`,
  `<success xmlns="${sasl}"/>`,
  failure('<aborted/>'),
  challenge(base64(markup)),
  '<r xmlns="urn:xmpp:sm:3"/>',
  `<a xmlns="urn:xmpp:sm:3" h="-1${escaped}"/>`,
  `<enabled xmlns="urn:xmpp:sm:3" id="${escaped}" resume="true" max="1e999"/>`,
  `<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" from="${escaped}"/>`,
];

const samples = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] => fc.sample(arbitrary, { seed, numRuns: count });

/** Answers to one request after the other; after each of them the connection is still there. */
export const answers: readonly (readonly string[])[] = [
  ...long.map((frame) => [frame]),
  harmful,
  ...samples(fc.array(oddFrame, { minLength: 20, maxLength: 20 }), 10),
];

/** Answers that no connection has to survive. */
export const ends: readonly (readonly Saying[])[] = [
  [{ close: 1000 }],
  [{ close: 1009, reason: markup }],
  [{ close: 4999, reason: `${bidi}` }],
  ['cut'],
  ['<close xmlns="urn:ietf:params:xml:ns:xmpp-framing"/>'],
  [new Uint8Array([0, 1, 254, 255]), '<message/>'],
  [streamError('')],
  [streamError(`<made-up xmlns="${streams}"/>${says(`${escaped}${bidi}`)}<x xmlns="${escaped}"/>`)],
  [streamError(`<see-other-host xmlns="${streams}">127.0.0.1:1</see-other-host>`)],
  [offering('PLAIN')],
  ['</message>'],
  ['<message xmlns="jabber:client"><body>&#0;&#x1;&#xd800;&#xffffffff;&unknown;</body></message>'],
  ['<a><b></a></b>'],
  ['<message xmlns="jabber:client"><body>'],
  ...samples(nearlyXml, 5).map((frame) => [frame.toWellFormed()]),
];
