/** A grammar of stanzas: what clients send to the configuration of the playground, right and slightly wrong. */
import fc from 'fast-check';
import { publishing } from './publishing.ts';
import { type Request, requests } from './requests.ts';
import { roomMessage, roomPresence, roomRequest } from './rooms.ts';
import { withSlip } from './slips.ts';
import { type Tag, tag, write } from './tag.ts';
import { answer, breaking, message, presence, streamElement } from './talk.ts';
import { type Actor, actors, address, faraway } from './values.ts';

export { type Actor, actors } from './values.ts';

export interface Turn {
  /** Its place in the corpus of its seed, from 0. */
  readonly number: number;
  /** The stanza as it is sent. */
  readonly xml: string;
  /** Its id, when the answer comes some time later, from another server: wait for it. */
  readonly awaited?: string;
}

/** What one actor sends in one go. */
export interface Scene {
  readonly as: Actor;
  readonly turns: readonly Turn[];
}

interface Draft {
  readonly stanza: Tag;
  readonly far?: boolean;
}

const wrap = ({ type, payload }: Request, to: string | undefined): Tag => tag('iq', { type, to }, payload);

/** As the program of a careful author sends it. */
const right = (request: fc.Arbitrary<Request>): fc.Arbitrary<Tag> =>
  request.chain(({ to, ...rest }) => (to ?? fc.constant(undefined)).map((address_) => wrap({ ...rest }, address_)));

/** With a slip, of the wrong type, or to the wrong address. */
const wrong = (request: fc.Arbitrary<Request>): fc.Arbitrary<Tag> =>
  request.chain((given) => {
    const kept = (given.to ?? fc.constant(undefined)).map((to) => wrap(given, to));
    if (given.fixed) return kept;
    return fc.oneof(
      { weight: 4, arbitrary: kept.chain(withSlip) },
      {
        weight: 1,
        arbitrary: kept.map((iq) => wrap({ ...given, type: given.type === 'get' ? 'set' : 'get' }, iq.attributes.to)),
      },
      { weight: 2, arbitrary: address.map((to) => wrap(given, to)) },
    );
  });

const anyRequest = fc.oneof(
  { weight: 5, arbitrary: requests },
  { weight: 4, arbitrary: publishing },
  { weight: 3, arbitrary: roomRequest },
);

const far: fc.Arbitrary<Draft> = fc
  .tuple(
    faraway,
    fc.constantFrom(
      tag('iq', { type: 'get' }, tag('ping', { xmlns: 'urn:xmpp:ping' })),
      tag('message', { type: 'chat' }, tag('body', {}, 'x')),
      tag('message', {}, tag('body', {}, 'x')),
    ),
  )
  .map(([to, stanza]) => ({ stanza: { ...stanza, attributes: { ...stanza.attributes, to } }, far: true }));

const near: fc.Arbitrary<Draft> = fc
  .oneof(
    { weight: 10, arbitrary: right(anyRequest) },
    { weight: 8, arbitrary: wrong(anyRequest) },
    { weight: 5, arbitrary: message },
    { weight: 2, arbitrary: message.chain(withSlip) },
    { weight: 4, arbitrary: presence },
    { weight: 1, arbitrary: presence.chain(withSlip) },
    { weight: 5, arbitrary: roomPresence },
    { weight: 4, arbitrary: roomMessage },
    { weight: 1, arbitrary: roomMessage.chain(withSlip) },
    { weight: 1, arbitrary: answer },
    { weight: 1, arbitrary: streamElement },
  )
  .map((stanza) => ({ stanza }));

const draft: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 120, arbitrary: near },
  { weight: 2, arbitrary: far },
  { weight: 1, arbitrary: breaking.map((stanza) => ({ stanza })) },
);

const script = fc.tuple(fc.constantFrom(...actors), fc.array(draft, { minLength: 1, maxLength: 16 }));

/** The scenes of one seed, with so many stanzas or a few more: always the same ones. */
export function scenes(seed: number, atLeast: number): Scene[] {
  const all: Scene[] = [];
  let number = 0;
  for (const [as, drafts] of fc.sample(script, { seed, numRuns: atLeast })) {
    if (number >= atLeast) break;
    all.push({ as, turns: drafts.map((each) => turn(each, seed, number++)) });
  }
  return all;
}

function turn({ stanza, far: isFar = false }: Draft, seed: number, number: number): Turn {
  // The dots tell it from ids of the server's own making.
  const id = `s.${seed}.${number}`;
  const isStanza = ['iq', 'message', 'presence'].includes(stanza.name);
  // Now and then the id is left out; nobody waits for that answer.
  const isNamed = isStanza && (isFar || number % 23 !== 0);
  const named = isNamed ? tag(stanza.name, { ...stanza.attributes, id }, ...stanza.children) : stanza;
  return { number, xml: write(named), ...(isFar ? { awaited: id } : {}) };
}
