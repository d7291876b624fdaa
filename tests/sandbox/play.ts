/** Plays scenes of the grammar on one side and tells who was sent what. */
import { montague } from '../../playground/sandbox/node.ts';
import { canonical, sortBroadcasts } from './canonical.ts';
import type { Side } from './differential.ts';
import { type Actor, actors, type Scene, type Turn } from './grammar/index.ts';
import type { Wire } from './wire.ts';

const PING = (id: string) => `<iq type='get' id='${id}'><ping xmlns='urn:xmpp:ping'/></iq>`;
/** What the answer to such a ping looks like on the wire and in canonical form. */
const PONG = (id: string) => new RegExp(`<iq [^>]*id='${id}'[^>]*>|</stream:stream>`);
const PONG_LINE = (id: string) => `id="${id}"`;
/**
 * What native Prosody reads at once. More stays in the kernel, and a connection that the server ends then is reset: what it
 * wrote before is lost to the client.
 */
const ONE_READ = 8000;
/**
 * expat 2.6 and later hold back a tag that a read cut in two until as many bytes again have come (see the list of
 * differences). White space between stanzas is those bytes, and means nothing else.
 */
const PUSH = ' '.repeat(8192);

/** What one actor was sent: in answer to a stanza of its own, or while another one sent. In canonical form. */
export interface Heard {
  readonly by: Actor;
  /** Undefined: it did not send itself. */
  readonly turn?: Turn;
  readonly lines: readonly string[];
}

export class Stage {
  readonly #side: Side;
  readonly #wires = new Map<Actor, Wire>();
  #pings = 0;

  private constructor(side: Side) {
    this.#side = side;
  }

  /** All actors are signed in; those at home see each other. */
  static async open(side: Side): Promise<Stage> {
    const stage = new Stage(side);
    for (const actor of actors) await stage.#enter(actor);
    return stage;
  }

  /** Sends the scene's stanzas, each with a ping behind it, so that each answer is known by the pongs around it. */
  async play(scene: Scene): Promise<Heard[]> {
    const heard: Heard[] = [];
    let rest = scene.turns;
    while (rest.length > 0) {
      const answers = await this.#send(scene.as, rest);
      for (const [at, lines] of answers.entries()) heard.push({ by: scene.as, turn: rest[at] as Turn, lines });
      rest = rest.slice(answers.length);
    }
    for (const actor of actors) {
      if (actor !== scene.as) heard.push({ by: actor, lines: await this.#listen(actor) });
    }
    return heard;
  }

  close(): void {
    for (const wire of this.#wires.values()) wire.close();
  }

  /** The answers to the first of these stanzas: to as many as were sent, or up to the one at which the stream ended. */
  async #send(actor: Actor, turns: readonly Turn[]): Promise<string[][]> {
    const wire = this.#wire(actor);
    const { data, pings, awaited } = this.#batch(turns);
    wire.send(data);
    let text = await wire.until(PONG(pings.at(-1) as string));
    while (awaited !== undefined && !text.includes(`id='${awaited}'`) && !wire.isClosed) text += await wire.until(/>/);
    if (wire.isClosed || text.includes('</stream:stream>')) await this.#enter(actor);
    return split(canonical(text), pings);
  }

  /** As many stanzas as the server reads at once, up to one whose answer has to be awaited. */
  #batch(turns: readonly Turn[]): { data: string; pings: string[]; awaited?: string | undefined } {
    let data = '';
    const pings: string[] = [];
    for (const { xml, awaited } of turns) {
      const ping = this.#nextPing();
      const next = `${data}${xml}${PING(ping)}`;
      if (data !== '' && Buffer.byteLength(next) > ONE_READ) break;
      data = next;
      pings.push(ping);
      if (awaited !== undefined) return { data, pings, awaited };
    }
    return { data: Buffer.byteLength(data) > ONE_READ ? `${data}${PUSH}` : data, pings };
  }

  async #listen(actor: Actor): Promise<string[]> {
    const wire = this.#wire(actor);
    const ping = this.#nextPing();
    const text = await wire.ask(PING(ping), PONG(ping));
    if (wire.isClosed || text.includes('</stream:stream>')) await this.#enter(actor);
    return sortBroadcasts(canonical(text).filter((line) => !line.includes(PONG_LINE(ping))));
  }

  async #enter(actor: Actor): Promise<void> {
    const [user = '', resource = ''] = actor.split('/');
    const account = montague.accounts?.find(({ jid }) => jid === `${user}@${montague.name}`);
    if (!account) throw new Error(`The configuration has no account for ${actor}.`);
    this.#wires.get(actor)?.close();
    const wire = await this.#side.connect();
    this.#wires.set(actor, wire);
    const bound = await wire.login(account.jid, account.password, resource);
    if (!bound.includes("type='result'"))
      throw new Error(`${actor} could not sign in to the ${this.#side.name}: ${bound}`);
    const ping = this.#nextPing();
    await wire.ask(`<presence/>${PING(ping)}`, PONG(ping));
  }

  #wire(actor: Actor): Wire {
    const wire = this.#wires.get(actor);
    if (!wire) throw new Error(`${actor} is not there.`);
    return wire;
  }

  #nextPing(): string {
    this.#pings += 1;
    // No id of the server's own making looks like this one.
    return `ping.${this.#pings}`;
  }
}

/** Cuts lines at the pongs. What came after the last pong belongs to the last stanza that was reached. */
function split(lines: readonly string[], pings: readonly string[]): string[][] {
  const answers: string[][] = [[]];
  for (const line of lines) {
    const next = pings[answers.length - 1];
    if (next !== undefined && line.includes(PONG_LINE(next))) answers.push([]);
    else answers.at(-1)?.push(line);
  }
  const after = answers.length > pings.length ? (answers.pop() ?? []) : [];
  answers.at(-1)?.push(...after);
  return answers.map(sortBroadcasts);
}
