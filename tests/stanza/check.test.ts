import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advise, applied, type CheckOptions, check, type Finding } from '../../playground/stanza/assist.ts';
import { parse } from '../../playground/stanza/index.ts';

function find(text: string, options: CheckOptions = {}): readonly Finding[] {
  const result = parse(text);
  if (!result.ok) throw new Error(result.error.plain);
  return check(text, result.stanzas, { jid: 'romeo@montague.example/orchard', ...options });
}
const codes = (text: string, options?: CheckOptions): readonly string[] => find(text, options).map(({ code }) => code);

/** The text after the first finding's fix. */
function mended(text: string): string {
  const fix = find(text, { freshId: () => 'new-1' })[0]?.fix;
  return fix === undefined ? 'no fix' : applied(text, fix);
}

describe('the check before sending', () => {
  it.each([
    '<iq type="get" id="1" to="montague.example"><ping xmlns="urn:xmpp:ping"/></iq>',
    '<message to="juliet@montague.example" type="chat" id="1"><body>a</body><request xmlns="urn:xmpp:receipts"/></message>',
    '<presence><show>away</show><priority>-1</priority></presence>',
    '<iq type="result" id="1" to="juliet@montague.example/balcony"/>',
    '<iq type="set" id="1"><pubsub xmlns="http://jabber.org/protocol/pubsub"><publish node="n"><item><a xmlns="urn:x:own"/></item></publish></pubsub></iq>',
    '<enable xmlns="urn:xmpp:sm:3"/><active xmlns="urn:xmpp:csi:0"/>',
    '<iq type="get" id="1"><query xmlns="urn:example:own"/></iq>',
    '<iq type="get" id="1"><query xmlns="jabber:iq:gateway"/></iq>',
    '<iq type="set" to="{room}" id="1"><query xmlns="urn:xmpp:mam:2"/></iq>',
  ])('has nothing to say of %s', (text) => expect(find(text)).toEqual([]));

  it.each([
    ['<foo/>', 'ends-stream', 'no fix'],
    [
      '<mesage to="a@b.example"><body>x</body></mesage>',
      'ends-stream',
      '<message to="a@b.example"><body>x</body></message>',
    ],
    ['<IQ/>', 'ends-stream', '<iq/>'],
    ['<iq xmlns="jabber:server" type="get" id="1"/>', 'ends-stream', '<iq type="get" id="1"/>'],
    [
      '<iq type="get"><ping xmlns="urn:xmpp:ping"/></iq>',
      'no-id',
      '<iq id="new-1" type="get"><ping xmlns="urn:xmpp:ping"/></iq>',
    ],
    [
      '<iq id="1"><ping xmlns="urn:xmpp:ping"/></iq>',
      'no-type',
      '<iq type="get" id="1"><ping xmlns="urn:xmpp:ping"/></iq>',
    ],
    [
      '<iq id="1" type="GET"><ping xmlns="urn:xmpp:ping"/></iq>',
      'bad-type',
      '<iq id="1" type="get"><ping xmlns="urn:xmpp:ping"/></iq>',
    ],
    ['<iq id="1" type="get"/>', 'no-payload', 'no fix'],
    [
      '<iq id="1" type="set"><query xmlns="jabber:iq:roster"><item jid="ju liet@montague.example"/></query></iq>',
      'bad-jid',
      'no fix',
    ],
    [
      '<iq id="1" type="set"><query xmlns="jabber:iq:register" username="tybalt"><password>cats</password></query></iq>',
      'attribute-for-child',
      'no fix',
    ],
    [
      '<iq id="1" type="get"><a xmlns="x"/><b xmlns="x"/></iq>',
      'several-payloads',
      '<iq id="1" type="get"><a xmlns="x"/></iq>',
    ],
    [
      '<iq id="1" type="get"><query xmlns="jabber:iq:rooster"/></iq>',
      'unknown-namespace',
      '<iq id="1" type="get"><query xmlns="jabber:iq:roster"/></iq>',
    ],
    [
      '<iq id="1" type="get"><ping xmlns="urn:xmpp:ping "/></iq>',
      'unknown-namespace',
      '<iq id="1" type="get"><ping xmlns="urn:xmpp:ping"/></iq>',
    ],
    ['<iq id="1" type="get"><ping/></iq>', 'no-namespace', '<iq id="1" type="get"><ping xmlns="urn:xmpp:ping"/></iq>'],
    [
      '<iq id="1" type="set"><ping xmlns="urn:xmpp:ping"/></iq>',
      'wrong-place',
      '<iq id="1" type="get"><ping xmlns="urn:xmpp:ping"/></iq>',
    ],
    [
      '<message type="cht" to="a@b.example"><body/></message>',
      'bad-type',
      '<message type="chat" to="a@b.example"><body/></message>',
    ],
    [
      '<message to="a@b.example"><Body>x</Body></message>',
      'unknown-child',
      '<message to="a@b.example"><body>x</body></message>',
    ],
    ['<message to="a@b.example">x</message>', 'stray-text', '<message to="a@b.example"><body>x</body></message>'],
    ['<presence type="available"/>', 'bad-type', '<presence/>'],
    ['<presence type="subscribe"/>', 'no-to', '<presence to="{to}" type="subscribe"/>'],
    ['<presence><priority>200</priority></presence>', 'bad-priority', 'no fix'],
    ['<presence><show>available</show></presence>', 'bad-show', 'no fix'],
    ['<message to="juliet@@montague.example"/>', 'bad-jid', 'no fix'],
    ['<message to=""/>', 'bad-jid', '<message/>'],
    ['<message from="juliet@montague.example"/>', 'from-rewritten', '<message/>'],
    [
      '<iq id="1" type="set"><query xmlns="jabber:iq:roster"><item/></query></iq>',
      'no-attribute',
      '<iq id="1" type="set"><query xmlns="jabber:iq:roster"><item jid="{jid}"/></query></iq>',
    ],
    ['<iq id="1" type="set"><block xmlns="urn:xmpp:blocking"/></iq>', 'no-child', 'no fix'],
  ])('finds in %s: %s', (text, code, after) => {
    expect(codes(text)[0]).toBe(code);
    expect(mended(text)).toBe(after);
  });

  it('says where, in the order of the text', () => {
    const findings = find('<iq type="get" id="1">\n  <ping/>\n</iq>\n<presence type="here"/>');
    expect(findings.map(({ line, column, length }) => [line, column, length])).toEqual([
      [2, 3, 5],
      [4, 11, 11],
    ]);
  });

  it.each([
    ['<message to="a@b.example"/>', 'no-from', '<message from="bot.montague.example" to="a@b.example"/>'],
    [
      '<message from="romeo@montague.example" to="a@b.example"/>',
      'foreign-from',
      '<message from="bot.montague.example" to="a@b.example"/>',
    ],
    ['<message from="a@bot.montague.example"/>', 'no-to', '<message to="{to}" from="a@bot.montague.example"/>'],
  ])('holds a component to its own host: %s', (text, code, after) => {
    const [finding, ...more] = find(text, { jid: 'bot.montague.example', isBound: false, framing: 'component' });
    expect([finding?.code, more]).toEqual([code, []]);
    expect(finding?.fix && applied(text, finding.fix)).toBe(after);
    const own = '<message from="a@bot.montague.example/x" to="a@b.example"/>';
    expect(codes(own, { jid: 'bot.montague.example', isBound: false, framing: 'component' })).toEqual([]);
  });

  it('leaves a connection alone that is not signed in', () => {
    expect(
      codes('<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="PLAIN">AA==</auth>', { isBound: false }),
    ).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'takes an attribute named %s for one that it does not know',
    (name) => {
      expect(codes(`<iq type="set" id="a"><query xmlns="jabber:iq:roster" ${name}="get"/></iq>`)).not.toContain(
        'bad-value',
      );
    },
  );

  it('does not throw, whatever the stanzas', () => {
    const name = fc.constantFrom('iq', 'message', 'presence', 'query', 'item', 'constructor', 'toString', 'x');
    const value = fc.constantFrom(
      'get',
      'set',
      '',
      'constructor',
      'jabber:iq:roster',
      'http://jabber.org/protocol/pubsub',
      'a@b/c',
    );
    const attribute = fc.tuple(fc.constantFrom('type', 'id', 'to', 'from', 'xmlns', 'node', '__proto__'), value);
    const attributes = fc.uniqueArray(attribute, { selector: ([key]) => key });
    const element = (depth: number): fc.Arbitrary<string> =>
      fc
        .tuple(name, attributes, fc.array(depth === 0 ? fc.constant('text') : element(depth - 1), { maxLength: 3 }))
        .map(([tag, given, children]) => {
          const written = given.map(([key, is]) => ` ${key}="${is}"`).join('');
          return `<${tag}${written}>${children.join('')}</${tag}>`;
        });
    fc.assert(
      fc.property(element(3), (text) => {
        const result = parse(text);
        if (!result.ok) return;
        for (const { fix, offset, length } of check(text, result.stanzas)) {
          expect(offset + length).toBeLessThanOrEqual(text.length);
          if (fix) expect(parse(applied(text, fix)).ok, applied(text, fix)).toBe(true);
        }
      }),
    );
  });
});

describe('advice for XML that is not well-formed', () => {
  function advice(text: string) {
    const result = parse(text);
    if (result.ok) throw new Error('It is well-formed.');
    const given = advise(text, result.error);
    return { plain: given.plain, after: given.fix && applied(text, given.fix) };
  }

  it.each([
    ['<iq type=“get” to=“montague.example”/>', '<iq type="get" to="montague.example"/>', 'typographic quote'],
    ['<iq type=‘get’ id="it’s"/>', `<iq type='get' id="it's"/>`, 'typographic quote'],
    ['<iq\u00a0type="get"/>', '<iq type="get"/>', 'no-break space'],
    ['<iq type="get"\u00a0id="1"/>', '<iq type="get" id="1"/>', 'Put a plain space'],
    ['<!-- In --><message/><!-- Out -->', '<message/>', 'not-well-formed'],
    ['<?xml version="1.0"?>\n<message/>', '<message/>', 'not-well-formed'],
    ['<body>a & b</body>', '<body>a &amp; b</body>', '&amp;'],
    ['<body>a &nbsp; b</body>', '<body>a &#160; b</body>', '&#160;'],
    ['<body>a < b</body>', '<body>a &lt; b</body>', '&lt;'],
    ['<iq type=get/>', '<iq type="get"/>', 'quotes'],
    ["<iq from='a to='b' type='get'/>", "<iq from='a' to='b' type='get'/>", "the value of from has no ' at its end"],
    ['<iq type="get id="1"/>', '<iq type="get" id="1"/>', 'before id'],
    ['<body>\ud83d</body>', '<body></body>', 'U+FFFD'],
    ['<message><body>x</bdy></message>', '<message><body>x</body></message>', '</body>'],
    ['<message/></iq>', '<message/>', 'closes nothing'],
    ['<message><body>x\n', '<message><body>x</body>\n', 'Add </body>'],
    ['<message><body>x</body>\n', '<message><body>x</body></message>\n', 'Add </message>'],
  ])('mends %j', (text, after, says) => {
    const given = advice(text);
    expect(given.after).toBe(after);
    expect(given.plain).toContain(says);
  });

  it('leaves typographic quotes in text as they are', () => {
    expect(advice('<message type=“chat”><body>“Soft”</body></message>').after).toBe(
      '<message type="chat"><body>“Soft”</body></message>',
    );
  });

  it('says what the parser says where it knows nothing better', () => {
    for (const text of ['<message><body></message>', `<iq id='1'type='get'/>`, `<iq id='it's' type='get'/>`]) {
      const result = parse(text);
      expect(result.ok).toBe(false);
      if (!result.ok) expect(advise(text, result.error)).toEqual({ plain: result.error.plain });
    }
  });
});
