import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkOf, readLink, type Shared, startingAt } from '../../playground/console/share/index.ts';
import { shareLimits } from '../../playground/console/share/limits.ts';
import { pack } from '../../playground/console/share/packed.ts';

/** Made by the first version of links. It must open for as long as there is a playground. */
const firstVersion =
  '#stanzas=1.NYxBDoIwFAWv0vw1sXFfGg7hjrKo8NLUUFrpL8odvIPn8FYewSC6m0wy09LpFsWAxffIVLWk0oyMqYfUVNEcAyJ1mw_I2ToIjrXZfRPixNYVHHC3IY0wpNU5Dqt-Px8vJb-o5C_cdpcyenDT21RG8D_b__4qeE2oDTmwIeGH2tDRkNTUdR8';

const account = fc.constantFrom('romeo', 'romeo/phone', 'juliet@capulet.example', 'juliet@capulet.example/My Phone');
const stanza = fc.record(
  { xml: fc.string({ unit: 'grapheme', maxLength: 300 }), as: account },
  { requiredKeys: ['xml'] },
);
const shared: fc.Arbitrary<Shared> = fc
  .record({
    title: fc.string({ minLength: 1, maxLength: 100 }),
    stanzas: fc.array(stanza, { minLength: 1, maxLength: 12 }),
  })
  .chain((given) => fc.nat(given.stanzas.length - 1).map((first) => ({ ...given, first })));

async function link(given: Shared): Promise<string> {
  const made = await linkOf(given);
  if (typeof made !== 'string') throw new Error(made.plain);
  return made;
}

const packed = async (value: unknown) => `#stanzas=1.${await pack(JSON.stringify(value))}`;

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

  it('never carry a password', async () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{8,20}$/).filter((text) => !/auth|password|response/.test(text));
    await fc.assert(
      fc.asyncProperty(secret, fc.constantFrom('password', 'r:password', 'auth', 'response'), async (word, name) => {
        const xml = `<iq type="set"><query xmlns="jabber:iq:register"><${name} a=">">${word}</${name}></query></iq>`;
        const read = await readLink(await link({ stanzas: [{ xml }], first: 0 }));
        expect(JSON.stringify(read)).not.toContain(word);
        expect(JSON.stringify(read)).toContain(`</${name}>`);
      }),
    );
  });

  it('of another kind are none of its business', async () => {
    expect(await readLink('')).toBeNull();
    expect(await readLink('#_top')).toBeNull();
  });
});

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
    for (let end = '#stanzas=1.'.length; end < made.length; end++) {
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
    expect(await plainOf('#stanzas=2.AAAA')).toMatch(/newer playground/);
  });

  it('are refused when they are too long, or too large inside', async () => {
    expect(await plainOf(`#stanzas=1.${'A'.repeat(shareLimits.link)}`)).toMatch(/longer than/);
    expect(await plainOf(await packed(['', ['x'.repeat(shareLimits.unpacked)]]))).toMatch(/unpacks to more/);
    expect(await linkOf({ stanzas: [{ xml: randomText(60_000) }], first: 0 })).toHaveProperty('plain');
  });

  it.each<[string, unknown]>([
    ['no list', { title: '', stanzas: [] }],
    ['no stanza', ['title']],
    ['a title that is none', [1, ['<a/>']]],
    ['a title without end', ['t'.repeat(shareLimits.title + 1), ['<a/>']]],
    ['a stanza that is none', ['', [{ xml: '<a/>' }]]],
    ['a stanza too long', ['', ['x'.repeat(shareLimits.stanza + 1)]]],
    ['too many stanzas', ['', ...Array.from({ length: shareLimits.stanzas + 1 }, () => ['<a/>'])]],
    ['an account that is none', ['', ['<a/>', 'romeo@@x']]],
    ['an account with markup', ['', ['<a/>', 'romeo/<img>']]],
    ['something more', ['', ['<a/>', 'romeo', 'orchard']]],
  ])('are refused with %s', async (_, value) => {
    expect(await plainOf(await packed(value))).toMatch(/cannot be read/);
  });
});

/** Text that does not pack well, the same each time. */
function randomText(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return String.fromCharCode(33 + ((state >> 12) % 90));
  }).join('');
}
