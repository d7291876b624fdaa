/** Asks over one account's session, and keeps each question with its answer. */
import type { Session } from '../session/types.ts';
import { attributeOf, elementsOf, escapeAttribute, firstElement, type XmlElement } from '../stanza/index.ts';
import type { Evidence } from './types.ts';

/** Milliseconds to wait for one answer. */
const patience = 10_000;

export interface Answer {
  /** `none`: nothing came in time. */
  readonly kind: 'result' | 'error' | 'none';
  readonly stanza?: XmlElement;
  /** The error's condition (RFC 6120 section 8.3.3). */
  readonly condition?: string;
  readonly evidence: Evidence;
}

export interface Asker {
  /** With the resource that the server bound. */
  readonly full: string;
  readonly bare: string;
  readonly domain: string;
  /** One IQ. Rejects only when the connection ends. */
  ask(type: 'get' | 'set', content: string, to?: string): Promise<Answer>;
  /** Sends anything, and waits for the first stanza that `isIt` accepts. */
  exchange(xml: string, isIt: (stanza: XmlElement) => boolean): Promise<Answer>;
}

/** The connection ended before an answer to what was sent came. */
export class ConnectionEnded extends Error {
  readonly evidence: Evidence;
  constructor(sent: string) {
    super('The connection ended before an answer came.');
    this.evidence = { sent };
  }
}

/** @param session is online, as `full` */
export function createAsker(session: Session, full: string): Asker {
  const bare = full.split('/')[0] ?? full;
  const domain = bare.slice(bare.indexOf('@') + 1);
  let asked = 0;
  const exchange: Asker['exchange'] = (xml, isIt) =>
    new Promise((resolve, reject) => {
      let sent = xml;
      let sentAt = Date.now();
      const end = (): void => {
        clearTimeout(timer);
        for (const forget of forgets) forget();
      };
      const timer = setTimeout(() => {
        end();
        resolve({ kind: 'none', evidence: { sent, sentAt } });
      }, patience);
      const forgets = [
        session.onWire(({ direction, text, at }) => {
          const stanza = firstElement(text);
          if (stanza === undefined || direction === 'sent' || !isIt(stanza)) {
            // As it went over the wire: with the namespace that WebSocket needs.
            if (direction === 'sent' && text.includes(xml.slice(xml.indexOf(' ')))) [sent, sentAt] = [text, at];
            return;
          }
          end();
          resolve(answerOf(stanza, { sent, sentAt, came: text, cameAt: at }));
        }),
        session.onStatus(({ state }) => {
          if (state !== 'failed' && state !== 'offline') return;
          end();
          reject(new ConnectionEnded(sent));
        }),
      ];
      session.send(xml).catch((error) => {
        end();
        reject(error);
      });
    });
  return {
    full,
    bare,
    domain,
    exchange,
    ask: (type, content, to) => {
      asked += 1;
      const id = `check-${asked}`;
      const address = to === undefined ? '' : ` to="${escapeAttribute(to)}"`;
      return exchange(
        `<iq type="${type}" id="${id}"${address}>${content}</iq>`,
        (stanza) => stanza.local === 'iq' && attributeOf(stanza, 'id') === id,
      );
    },
  };
}

function answerOf(stanza: XmlElement, evidence: Evidence): Answer {
  if (attributeOf(stanza, 'type') !== 'error') return { kind: 'result', stanza, evidence };
  const error = elementsOf(stanza).find(({ local }) => local === 'error');
  const condition = error && elementsOf(error).find(({ local }) => local !== 'text')?.local;
  return { kind: 'error', stanza, evidence, ...(condition === undefined ? {} : { condition }) };
}

/** How an answer that is no result is told: `answers service-unavailable`. */
export function saidOf({ kind, condition }: Answer): string {
  if (kind === 'none') return `sends no answer within ${patience / 1000} seconds`;
  return kind === 'error' ? `answers ${condition ?? 'with an error'}` : 'answers';
}
