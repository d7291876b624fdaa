/** What an address says that it is and can do (XEP-0030). */
import { attributeOf, type XmlElement } from '../stanza/index.ts';
import type { Answer, Asker } from './asker.ts';
import { fieldOf, findAll } from './elements.ts';

const info = 'http://jabber.org/protocol/disco#info';
const items = 'http://jabber.org/protocol/disco#items';

export interface Disco {
  readonly jid: string;
  readonly answer: Answer;
  has(feature: string): boolean;
  is(category: string, type: string): boolean;
  /** The values of a field in the extension form of this type (XEP-0128). */
  extension(formType: string, field: string): readonly string[] | undefined;
  readonly name: string | undefined;
}

export async function discoOf(asker: Asker, jid: string): Promise<Disco> {
  return readDisco(jid, await asker.ask('get', `<query xmlns="${info}"/>`, jid));
}

export function readDisco(jid: string, answer: Answer): Disco {
  const stanza = answer.kind === 'result' ? answer.stanza : undefined;
  const features = new Set(findAll(stanza, 'feature', info).flatMap((each) => attributeOf(each, 'var') ?? []));
  const identities = findAll(stanza, 'identity', info);
  const forms = findAll(stanza, 'x', 'jabber:x:data');
  return {
    jid,
    answer,
    has: (feature) => features.has(feature),
    is: (category, type) =>
      identities.some((each) => attributeOf(each, 'category') === category && attributeOf(each, 'type') === type),
    extension: (formType, field) =>
      fieldOf(
        forms.find((form) => fieldOf(form, 'FORM_TYPE')?.[0] === formType),
        field,
      ),
    name: identities.flatMap((each: XmlElement) => attributeOf(each, 'name') ?? [])[0],
  };
}

/** Services that a server lists; the first twenty are looked at. */
export async function servicesOf(
  asker: Asker,
): Promise<{ readonly list: Answer; readonly services: readonly Disco[] }> {
  const list = await asker.ask('get', `<query xmlns="${items}"/>`, asker.domain);
  const jids = findAll(list.stanza, 'item', items).flatMap((item) =>
    attributeOf(item, 'node') === undefined ? (attributeOf(item, 'jid') ?? []) : [],
  );
  const services: Disco[] = [];
  // One after the other: a service on another machine that is down takes its time, and no flood of questions reaches it.
  for (const jid of [...new Set(jids)].slice(0, 20)) services.push(await discoOf(asker, jid));
  return { list, services };
}
