import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  linkOf,
  makeLink,
  readLink,
  type Shared,
  type SharedScene,
  startingAt,
} from '../../playground/console/share/index.ts';
import { shareLimits } from '../../playground/console/share/limits.ts';
import { listed } from '../../playground/console/share/listed.ts';
import { pack } from '../../playground/console/share/packed.ts';

/** Made by the first version of links. It must open for as long as there is a playground. */
const firstVersion =
  '#stanzas=1.NYxBDoIwFAWv0vw1sXFfGg7hjrKo8NLUUFrpL8odvIPn8FYewSC6m0wy09LpFsWAxffIVLWk0oyMqYfUVNEcAyJ1mw_I2ToIjrXZfRPixNYVHHC3IY0wpNU5Dqt-Px8vJb-o5C_cdpcyenDT21RG8D_b__4qeE2oDTmwIeGH2tDRkNTUdR8';

const reproducer: Shared = {
  title: 'A room that nobody may enter',
  stanzas: [
    { xml: '<presence to="verona@conference.montague.example/r"/>', as: 'romeo@montague.example/orchard' },
    {
      xml: '<iq type="get" id="1" to="capulet.example"><ping xmlns="urn:xmpp:ping"/></iq>',
      as: 'juliet@capulet.example/balcony',
    },
  ],
  first: 0,
  scene: {
    servers: 2,
    changes: {
      'montague.example': [
        { at: 3, gone: ['a'], come: ['b', 'component_secret = "{password}"'] },
        { at: 9, gone: [], come: [''] },
      ],
    },
    dns: { '_xmpp-server._tcp.capulet.example SRV': [] },
    ahead: 3600,
    madeWith: 'Prosody 13.0.1 (Debian 13.0.1-1+deb131u)',
  },
  replies: [{ after: 2, as: 'juliet@capulet.example/balcony', xml: '<iq type="result" id="1"/>' }],
};

/** Made by the second version of links from that. */
const secondVersion =
  '#stanzas=2.hZDditswEIVfRZyrllXsOIFChR1S6AMsu7A3lgmyPU3c2pIykrMJIe9e1B9Yshd7OT9nznznigiFb4Kdm0Q8mCisa11_EZO5CLKRGBIBqq5ReqZAtiMRXaVxInbWbDtnfxCndjY5G81-pozOZvIj5ayRbyDBbiK3fTd23B0M92hkjXI4injxVGnsKWqIoa80Co2_Zp3x80jxv1RjU_rB7sV5Gm2oNGa26jx5r1I3uZb5cEzWP-dxoLi90-etGTtnL2gaCYJaSZyg8MguJPZinS2zQnz6Tu1g7L9yUTz01BbrYv4MiQ7qinuiFNNa1jB_kNq05ibvLNm4C9QxRVEJjas3Ibw67m8a6YP6q6yTAE3T3CT6dHqXaBaB-ESc7WLnszsE8fz0AlUnwS-o9ZflUoLTA6sPoeXbtJnCPL4NPN-gaW6_AQ';

/** The same with pretended TLS, made by the third version. */
const thirdVersion =
  '#stanzas=3.hZDdauMwEIVfRZyrllXtOIFCRRyysA-wbKE3lgmyPZu6a0vqSE4TQt69KG0hpBd7OT9nznzniAiFn4KdG0V8NlFY17juIEZzEGQjMSQCVFVh6ZkC2ZZEdKXGjthZs26d_Uuc2tnobDTbiTLam9EPlLNGvoIEu5Hc-tvYcftsuEMtKyz7VxEPnkqNLUUN0XelRqHxYdYaPw0Uv6Qaq6Xv7Vbsx8GGUmNiq_aj9yp1k-sy71-T9cs09BTXV_q8MUPr7AF1LUFQc4kdFH6zC4m9WGSzrBA3v6jpjf0s74ofHTXFophuIdFCHXFNlGJayArmjNSkNTd6Z8nGTaCWKYpSaBy9CeHNcXfSSB9UD7JKAtR1fZLo0ulNorkLxDvibBNbn10hiMc_T1BVEvyDWtzPZhKcHpj_F1peps0UpuEy8Hx1TsVDFad3';

const account = fc.constantFrom('romeo', 'romeo/phone', 'juliet@capulet.example', 'juliet@capulet.example/My Phone');
const stanza = fc.record(
  { xml: fc.string({ unit: 'grapheme', maxLength: 300 }), as: account },
  { requiredKeys: ['xml'] },
);
const line = fc.string({ maxLength: 20 }).filter((text) => !text.includes('\n'));
const scene: fc.Arbitrary<SharedScene> = fc
  .record(
    {
      servers: fc.constantFrom(1 as const, 2 as const),
      changes: fc.dictionary(
        fc.constantFrom('montague.example', 'capulet.example'),
        fc.array(line, { minLength: 1, maxLength: 4 }).map((come) => [{ at: 2, gone: ['a'], come }]),
      ),
      dns: fc.dictionary(fc.constantFrom('a.example A', '_xmpp-server._tcp.b SRV'), fc.array(line, { maxLength: 3 })),
      pretendTls: fc.constant(true as const),
      ahead: fc.nat(shareLimits.clock),
      madeWith: fc.constantFrom('Prosody 13.0.1 (Debian 13.0.1-1+deb131u)', ''),
    },
    { requiredKeys: ['servers', 'changes', 'ahead', 'madeWith'] },
  )
  // A dictionary of fast-check has no prototype, what is read has one.
  .map((given) => structuredClone(given));
const shared: fc.Arbitrary<Shared> = fc
  .record(
    {
      title: fc.string({ minLength: 1, maxLength: 100 }),
      stanzas: fc.array(stanza, { minLength: 1, maxLength: 12 }),
      scene,
      replies: fc.array(fc.record({ after: fc.constantFrom(0, 1), as: account, xml: fc.string() }), {
        minLength: 1,
        maxLength: 5,
      }),
    },
    { requiredKeys: ['title', 'stanzas'] },
  )
  .chain((given) => fc.nat(given.stanzas.length - 1).map((first) => ({ ...given, first })));

async function link(given: Shared): Promise<string> {
  const made = await linkOf(given);
  if (typeof made !== 'string') throw new Error(made.plain);
  return made;
}

const packed = async (value: unknown, version = 1) => `#stanzas=${version}.${await pack(JSON.stringify(value))}`;

describe('links that carry stanzas', () => {
  it('give back what they carry, and are addresses that nobody has to escape', async () => {
    await fc.assert(
      fc.asyncProperty(shared, async (given) => {
        const made = await link(given);
        expect(made).toMatch(/^#[\w=.-]+$/);
        expect(await readLink(made)).toEqual(given);
      }),
    );
  });

  it('can begin with any of their stanzas', async () => {
    const made = await link({ stanzas: [{ xml: '<a/>' }, { xml: '<b/>' }, { xml: '<c/>' }], first: 2 });
    expect(await readLink(made)).toMatchObject({ first: 2 });
    expect(await readLink(startingAt(made, 1))).toMatchObject({ first: 1 });
    expect(await readLink(startingAt(made, 0))).toMatchObject({ first: 0 });
    expect(await readLink(startingAt(made, 3))).toHaveProperty('plain');
  });

  it('of the first version still open', async () => {
    expect(await readLink(firstVersion)).toEqual({
      title: 'Two devices',
      stanzas: [
        { xml: '<presence/>', as: 'romeo' },
        { xml: '<message to="romeo@montague.example"><body>🌹</body></message>', as: 'juliet@capulet.example' },
        { xml: '<iq type="get" id="1"/>' },
      ],
      first: 0,
    });
  });

  it('never carry a password, and say which was left out and where', async () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{12,20}$/);
    const xmlWith = (word: string) =>
      fc.constantFrom(
        `<iq><query xmlns="jabber:iq:register"><password a=">"><![CDATA[${word}]]></password></query></iq>`,
        `<iq><x xmlns="jabber:x:data"><field type="text-private" var="a"><value>${word}</value></field></x></iq>`,
        `<iq><query xmlns="jabber:iq:auth"><digest>${word}</digest></query></iq>`,
        `<r:response xmlns:r="urn:ietf:params:xml:ns:xmpp-sasl">${word}</r:response>`,
      );
    const given = secret.chain((word) => fc.tuple(fc.constant(word), xmlWith(word)));
    await fc.assert(
      fc.asyncProperty(given, async ([word, xml]) => {
        const config = { 'montague.example': [{ at: 3, gone: [], come: ['', `component_secret = "${word}"`] }] };
        const made = await makeLink({
          stanzas: [{ xml: '<presence/>' }, { xml }],
          first: 0,
          scene: { servers: 1, changes: config, ahead: 0, madeWith: 'Prosody' },
          replies: [{ after: 2, as: 'romeo', xml }],
        });
        if ('plain' in made) throw new Error(made.plain);
        expect(JSON.stringify(await readLink(made.link))).not.toContain(word);
        expect(await readLink(made.link)).toEqual(made.shared);
        expect(made.leftOut).toMatchObject([
          { line: 1, where: 'stanza 2' },
          { line: 1, where: 'reply 1' },
          { what: 'password', line: 5, where: 'the configuration of montague.example' },
        ]);
        expect(made.unchecked).toEqual([]);
      }),
    );
  });

  it('say that a text that is not well-formed could not be looked through', async () => {
    const made = await makeLink({ stanzas: [{ xml: '<a>\n<password>x</a>' }], first: 0 });
    expect(made).toMatchObject({ leftOut: [], unchecked: [expect.stringMatching(/not well-formed. Line 2:/)] });
  });

  it('of the second version still open', async () => {
    expect(await readLink(secondVersion)).toEqual(reproducer);
  });

  it('of the third version still open, which says that TLS was pretended', async () => {
    expect(await readLink(thirdVersion)).toEqual({
      ...reproducer,
      scene: { ...reproducer.scene, pretendTls: true },
    });
    // Whoever does not pretend gives links that older playgrounds read.
    expect(await link(reproducer)).toMatch(/^#stanzas=2\./);
  });

  it('of another kind are none of its business', async () => {
    expect(await readLink('')).toBeNull();
    expect(await readLink('#_top')).toBeNull();
  });
});

it.each([
  ['', []],
  ['{password}', ['{password}']],
  ['{password} and {token}', ['{password}', '{token}']],
  ['{password}, {token} and {proof}', ['{password}', '{token}', '{proof}']],
])('what was left out is listed as “%s”', (words, names) => expect(listed(names)).toBe(words));

describe('links that cannot be read', () => {
  const plainOf = async (hash: string) => {
    const read = await readLink(hash);
    return read !== null && 'plain' in read ? read.plain : `it was read as ${JSON.stringify(read)}`;
  };

  it('are refused wherever they were cut', async () => {
    const made = await link({
      title: 'x',
      stanzas: [{ xml: '<message><body>Wherefore art thou?</body></message>' }],
      first: 0,
    });
    for (let end = '#stanzas=2.'.length; end < made.length; end++) {
      expect(await plainOf(made.slice(0, end))).toMatch(/cannot be read/);
    }
  });

  it('are refused whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String()), async (junk) => {
        expect(await plainOf(`#stanzas=${junk}`)).toMatch(/^The link /);
      }),
    );
  });

  it('say that they come from a newer playground', async () => {
    expect(await plainOf('#stanzas=4.AAAA')).toMatch(/newer playground/);
  });

  it('are refused when they are too long, or too large inside', async () => {
    expect(await plainOf(`#stanzas=1.${'A'.repeat(shareLimits.link)}`)).toMatch(/longer than/);
    expect(await plainOf(await packed(['', ['x'.repeat(shareLimits.unpacked)]]))).toMatch(/unpacks to more/);
  });

  const row = ['<a/>'];
  const long = 'x'.repeat(shareLimits.stanza + 1);
  const scene = { servers: 1, changes: {}, ahead: 0, madeWith: 'Prosody' } as const;
  it.each<[why: string, shared: Shared, first: unknown, second: unknown]>([
    ['a stanza has 100,001 characters, and at most 100,000', one({ xml: long }), ['', [long]], { s: [[long]] }],
    [
      'it has 201 stanzas, and at most 200',
      one(...Array.from({ length: 201 }, () => ({ xml: '<a/>' }))),
      ['', ...Array.from({ length: 201 }, () => row)],
      { s: Array.from({ length: 201 }, () => row) },
    ],
    [
      'its title has 201 characters',
      { ...one({ xml: '<a/>' }), title: 'x'.repeat(201) },
      ['x'.repeat(201), row],
      { t: 'x'.repeat(201), s: [row] },
    ],
    [
      'an address has 3,072 characters',
      one({ xml: '<a/>', as: 'x'.repeat(3072) }),
      ['', ['<a/>', 'x'.repeat(3072)]],
      { s: [['<a/>', 'x'.repeat(3072)]] },
    ],
    [
      'its clock is 6,000,001 seconds',
      { ...one({ xml: '<a/>' }), scene: { ...scene, ahead: 6_000_001 } },
      null,
      { s: [row], e: 1, v: '', k: 6_000_001 },
    ],
    [
      'it has 501 replies',
      { ...one({ xml: '<a/>' }), replies: Array.from({ length: 501 }, () => ({ after: 1, as: 'romeo', xml: '<a/>' })) },
      null,
      { s: [row], r: Array.from({ length: 501 }, () => [1, 'romeo', '<a/>']) },
    ],
  ])('are neither made nor opened when %s', async (why, shared, first, second) => {
    const made = await makeLink(shared);
    expect('plain' in made ? made.plain : '').toContain(`This cannot be a link: ${why}`);
    if (first !== null) expect(await plainOf(await packed(first))).toContain(`The link cannot be opened: ${why}`);
    expect(await plainOf(await packed(second, 2))).toContain(`The link cannot be opened: ${why}`);
  });

  it('are not made when they would be too long, with the true reason', async () => {
    const made = await makeLink(one({ xml: randomText(60_000) }));
    expect('plain' in made ? made.plain : '').toMatch(
      /it would have \d\d,\d{3} characters, and some programs cut links of more than 32,000/,
    );
  });

  it('open when they were made, whatever is in them', async () => {
    const sizes = fc.constantFrom(1, 99_999, 100_000, 100_001, 399_000);
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 1, max: 201 }), async (length, count) => {
        const made = await makeLink(
          one({ xml: '€'.repeat(length) }, ...Array.from({ length: count - 1 }, () => ({ xml: '<a/>' }))),
        );
        if ('plain' in made) expect(made.plain).toMatch(/^This cannot be a link: (it|a stanza) /);
        else expect(await readLink(made.link)).toEqual(made.shared);
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, unknown, number]>([
    ['no list', { title: '', stanzas: [] }, 1],
    ['no stanza', ['title'], 1],
    ['a title that is none', [1, ['<a/>']], 1],
    ['a stanza that is none', ['', [{ xml: '<a/>' }]], 1],
    ['an account that is none', ['', ['<a/>', 'romeo@@x']], 1],
    ['an account with markup', ['', ['<a/>', 'romeo/<img>']], 1],
    ['something more', ['', ['<a/>', 'romeo', 'orchard']], 1],
    ['a list', [], 2],
    ['no stanzas', { t: 'x' }, 2],
    ['a name that it does not know', { s: [row], password: 'x' }, 2],
    ['half a scene', { s: [row], k: 5 }, 2],
    ['pretended TLS before it was known', { s: [row], e: 1, v: 'Prosody', p: 1 }, 2],
    ['pretended TLS without a scene', { s: [row], p: 1 }, 3],
    ['the third version without what it is for', { s: [row], e: 1, v: 'Prosody' }, 3],
    ['something else than pretended TLS', { s: [row], e: 1, v: 'Prosody', p: 'yes' }, 3],
    ['three servers', { s: [row], e: 3, v: '' }, 2],
    ['markup for a version', { s: [row], e: 1, v: '<b>' }, 2],
    ['a clock that goes back', { s: [row], e: 1, v: '', k: -5 }, 2],
    ['a configuration of nobody', { s: [row], e: 1, v: '', c: { '../x': [[0, [], ['a']]] } }, 2],
    [
      'changes out of order',
      {
        s: [row],
        e: 1,
        v: '',
        c: {
          'a.b': [
            [5, [], ['a']],
            [2, [], ['b']],
          ],
        },
      },
      2,
    ],
    ['a change of nothing', { s: [row], e: 1, v: '', c: { 'a.b': [[5, [], []]] } }, 2],
    ['a line that is none', { s: [row], e: 1, v: '', c: { 'a.b': [[5, [], [7]]] } }, 2],
    ['a DNS record that is none', { s: [row], e: 1, v: '', d: { '<b> A': [] } }, 2],
    ['a reply to nothing', { s: [row], r: [[2, 'romeo', '<a/>']] }, 2],
    ['a reply to nobody', { s: [row], r: [[1, null, '<a/>']] }, 2],
  ])('are refused with %s', async (_, value, version) => {
    expect(await plainOf(await packed(value, version))).toMatch(/cannot be read/);
  });

  it('are refused or read, whatever is in them, and what is read can be made again', async () => {
    const part = fc.oneof(fc.jsonValue(), fc.constantFrom('__proto__', 1, [['<a/>']], [[1, 'romeo', '<a/>']]));
    const value = fc.dictionary(fc.constantFrom('t', 's', 'e', 'v', 'c', 'd', 'k', 'r', '__proto__'), part);
    await fc.assert(
      fc.asyncProperty(value, async (given) => {
        const read = await readLink(await packed(given, 2));
        if (read === null) throw new Error('It is a link.');
        if ('plain' in read) expect(read.plain).toMatch(/^The link /);
        else expect(await makeLink(read)).toHaveProperty('link');
      }),
    );
  });
});

function one(...stanzas: Shared['stanzas']): Shared {
  return { stanzas, first: 0 };
}

/** Text that does not pack well, the same each time. */
function randomText(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return String.fromCharCode(33 + ((state >> 12) % 90));
  }).join('');
}
