/** Addresses and texts, good and odd ones. */
import fc from 'fast-check';

export const HOME = 'montague.example';
export const ROOMS = `conference.${HOME}`;
export const NODES = `pubsub.${HOME}`;

/** Who sends. Romeo is the administrator, and is there twice. */
export const actors = ['romeo/garden', 'romeo/phone', 'juliet/balcony', 'mercutio/square'] as const;
export type Actor = (typeof actors)[number];

export const own = ['romeo', 'juliet', 'mercutio'].map((user) => `${user}@${HOME}`);
export const full = actors.map((actor) => actor.replace('/', `@${HOME}/`));
export const rooms = ['verona', 'hall'].map((room) => `${room}@${ROOMS}`);
export const nicks = ['R', 'J', 'Mercutio 🗡'];

/** Accounts, with and without resources that are there, and one that does not exist. */
export const accounts = fc.constantFrom(...own, ...full, `romeo@${HOME}/gone`, `nurse@${HOME}`, `nobody@${HOME}`);
export const room = fc.constantFrom(...rooms);
export const occupant = fc
  .tuple(room, fc.constantFrom(...nicks, 'nobody'))
  .map(([address, nick]) => `${address}/${nick}`);

export const odd = fc.constantFrom(
  '@@',
  `@${HOME}`,
  'a b@montague.example',
  `romeo@${HOME}/`,
  `ROMEO@Montague.Example/garden`,
  `rómeo@${HOME}`,
  `romeo@montague.example./garden`,
  `romeo@${HOME}/🌹`,
  `${'r'.repeat(1100)}@${HOME}`,
  `romeo@${HOME}/${'x'.repeat(1030)}`,
  '',
  ' ',
  `verona@${ROOMS}/${'n'.repeat(900)}`,
  `Verona@${ROOMS}`,
  'romeo\u00ad@montague.example',
  `\u2163@${HOME}`,
);

const places = fc.oneof(
  { weight: 3, arbitrary: fc.constant(HOME) },
  { weight: 1, arbitrary: fc.constantFrom(ROOMS, NODES, `anon.${HOME}`, `${HOME}/console`) },
);

/** Anything that a stanza can be addressed to on this server. */
export const address = fc.oneof(
  { weight: 6, arbitrary: accounts },
  { weight: 4, arbitrary: places },
  { weight: 3, arbitrary: room },
  { weight: 2, arbitrary: occupant },
  { weight: 1, arbitrary: odd },
);

/** Hosts elsewhere. What is sent there comes back later, with the id that it had. */
export const faraway = fc.constantFrom('nowhere.example', 'juliet@nowhere.example/x', 'a.b.nowhere.example');

export const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('Wherefore art thou?', 'x', 'queen mab', '1', '0', 'true') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      '🌹👩‍👩‍👧',
      'e\u0301 é ﬁ Ⅳ ß İ',
      '\u202eabc\u202c',
      `& < > " '`,
      'line\none\ttab',
      'שלום עולם',
      '\u00a0\u200b\ufeff',
      '\ufffd\ufdd0',
      '𝕽',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('y'.repeat(1500), '🌹'.repeat(300), '<'.repeat(300)) },
);

export const number = fc.constantFrom('0', '1', '5', '50', '-1', '128', '2147483648', '1.5', 'x', '');
export const date = fc.constantFrom(
  '2001-01-01T00:00:00Z',
  '2199-01-01T00:00:00Z',
  '2026-02-30T25:00:00Z',
  'today',
  '2024-02-29T12:00:00.123456Z',
  '2024-02-29T12:00:00+02:00',
);

/** One of these, or nothing. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined });
}
