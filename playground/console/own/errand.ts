/** A session that asks questions and waits for their answers. */

import type { Session } from '../../session/types.ts';
import { attributeOf, firstElement, type XmlElement } from '../../stanza/index.ts';
import { signedIn } from '../runtime/signed-in.ts';

/** Milliseconds to wait for one answer. */
const patience = 10_000;

let asked = 0;

/**
 * Sends one IQ and resolves to the stanza that answers it, result or error.
 * @param content what is inside the IQ
 * @throws Error when the connection ends or nothing answers in time
 */
export function ask(session: Session, type: 'get' | 'set', content: string, to?: string): Promise<XmlElement> {
  asked += 1;
  const id = `errand-${asked}`;
  const address = to === undefined ? '' : ` to="${to}"`;
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      for (const forget of forgets) forget();
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`${session.account}: no answer came within ${patience / 1000} seconds to ${content}`));
    }, patience);
    const forgets = [
      session.onWire(({ direction, text }) => {
        const answer = direction === 'received' ? answerTo(id, text) : undefined;
        if (answer === undefined) return;
        end();
        resolve(answer);
      }),
      session.onStatus((status) => {
        if (status.state !== 'failed' && status.state !== 'offline') return;
        end();
        reject(new Error(`${session.account}: the connection ended before an answer came.`));
      }),
    ];
    session.send(`<iq type="${type}" id="${id}"${address}>${content}</iq>`).catch((error) => {
      end();
      reject(error);
    });
  });
}

/** Resolves when the session is online. Rejects with the reason when it will not be. */
export async function whenOnline(session: Session): Promise<Session> {
  const trouble = await signedIn(session);
  if (trouble !== null) throw new Error(`${session.account}: ${trouble}`);
  return session;
}

function answerTo(id: string, text: string): XmlElement | undefined {
  if (!text.includes(id)) return undefined;
  const stanza = firstElement(text);
  return stanza?.local === 'iq' && attributeOf(stanza, 'id') === id ? stanza : undefined;
}
