/** What recipes leave on an account, and how it is taken away again. */

import type { Session } from '../../session/types.ts';
import { attributeOf, elementsOf, escapeAttribute, type XmlElement } from '../../stanza/index.ts';
import { ask } from './errand.ts';

/** What an account holds that recipes would change. */
export interface Belongings {
  /** Bare addresses of its contacts (RFC 6121 section 2). */
  readonly contacts: readonly string[];
  /** Addresses that it blocks (XEP-0191). */
  readonly blocked: readonly string[];
  /** Names of its PEP nodes (XEP-0163). */
  readonly nodes: readonly string[];
}

/** Asks the server. What it does not know (no blocklist, no PEP) counts as empty. */
export async function belongingsOf(session: Session, bare: string): Promise<Belongings> {
  const [roster, blocklist, nodes] = [
    await ask(session, 'get', '<query xmlns="jabber:iq:roster"/>'),
    await ask(session, 'get', '<blocklist xmlns="urn:xmpp:blocking"/>'),
    await ask(session, 'get', '<query xmlns="http://jabber.org/protocol/disco#items"/>', bare),
  ];
  return {
    contacts: valuesOf(roster, 'jid'),
    blocked: valuesOf(blocklist, 'jid'),
    nodes: valuesOf(nodes, 'node'),
  };
}

/** Removes contacts and blocks, and the PEP nodes that were not there before. */
export async function tidy(session: Session, bare: string, { nodes: former }: Belongings): Promise<void> {
  const { contacts, blocked, nodes } = await belongingsOf(session, bare);
  for (const jid of contacts) {
    const item = `<item jid="${escapeAttribute(jid)}" subscription="remove"/>`;
    await ask(session, 'set', `<query xmlns="jabber:iq:roster">${item}</query>`);
  }
  if (blocked.length > 0) await ask(session, 'set', '<unblock xmlns="urn:xmpp:blocking"/>');
  for (const node of nodes.filter((each) => !former.includes(each))) {
    const owner = 'http://jabber.org/protocol/pubsub#owner';
    await ask(session, 'set', `<pubsub xmlns="${owner}"><delete node="${escapeAttribute(node)}"/></pubsub>`);
  }
}

/** What waited for the account offline comes now, and not into the next recipe. */
export async function takeOfflineMessages(session: Session): Promise<void> {
  await session.send('<presence/>');
  await ask(session, 'get', '<query xmlns="jabber:iq:roster"/>');
  await session.send('<presence type="unavailable"/>');
}

/** The values of one attribute of the items in an answer; none in an error. */
export function valuesOf(answer: XmlElement, attribute: string): readonly string[] {
  if (attributeOf(answer, 'type') !== 'result') return [];
  return elementsOf(answer).flatMap((list) =>
    elementsOf(list).flatMap((item) => (item.local === 'item' ? (attributeOf(item, attribute) ?? []) : [])),
  );
}
