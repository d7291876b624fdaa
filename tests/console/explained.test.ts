import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Runtime } from '../../playground/console/runtime/runtime.ts';
import { oneServer } from '../../playground/console/runtime/scene.ts';
import type { TextEntry } from '../../playground/console/state/entry.ts';
import { startInNode } from '../../playground/sandbox/node.ts';
import { type Note, parse, type XmlElement } from '../../playground/stanza/index.ts';
import { explainOutcome } from '../../playground/stanza/outcome.ts';
import { explainAt, nearMissesIn } from '../../playground/stanza/registry.ts';
import { becomesTrue } from './follow.ts';

// What the server in the tab really answers, explained: its words may change with its version.

let runtime: Runtime;
beforeAll(async () => {
  runtime = new Runtime({ scene: oneServer, startSandbox: startInNode });
  void runtime.start();
  await becomesTrue(() => runtime.state.accounts.filter(({ status }) => status.state === 'online').length === 2);
});
afterAll(() => runtime.stop());

function elementOf(text: string): XmlElement {
  const parsed = parse(text, { stream: true });
  const [element] = parsed.ok ? parsed.stanzas : [];
  if (element === undefined) throw new Error(`not a stanza: ${text}`);
  return element;
}

/** Sends as an account and explains what comes back for that id. */
async function outcome(account: string, id: string, text: string): Promise<readonly Note[]> {
  await runtime.send([text], account);
  const isReply = (entry: { kind: string }): entry is TextEntry =>
    entry.kind === 'text' &&
    (entry as TextEntry).direction === 'received' &&
    (entry as TextEntry).account === account &&
    (entry as TextEntry).description.id === id;
  await becomesTrue(() => runtime.journal.all.some(isReply));
  const reply = runtime.journal.all.find(isReply);
  return explainOutcome(elementOf(reply?.text ?? ''), { request: elementOf(text) });
}

const publish = (id: string, node: string, access: string) =>
  `<iq type="set" id="${id}"><pubsub xmlns="http://jabber.org/protocol/pubsub"><publish node="${node}"><item id="current"><x xmlns="urn:example:x"/></item></publish><publish-options><x xmlns="jabber:x:data" type="submit"><field var="FORM_TYPE" type="hidden"><value>http://jabber.org/protocol/pubsub#publish-options</value></field><field var="pubsub#access_model"><value>${access}</value></field></x></publish-options></pubsub></iq>`;

describe('errors of the real server', () => {
  it('names the option that a node has otherwise, and does not ask for another name', async () => {
    await outcome('romeo', 'e1', publish('e1', 'eu.siacs.conversations.axolotl.bundles:4711', 'presence'));
    const [note] = await outcome('romeo', 'e2', publish('e2', 'eu.siacs.conversations.axolotl.bundles:4711', 'open'));
    expect(note).toMatchObject({ name: 'precondition-not-met', general: { name: 'conflict' } });
    expect(note?.said).toContain('access_model');
  });

  it('says that the data of an account are for its contacts', async () => {
    const ask = `<iq type="get" to="romeo@montague.example" id="e3"><pubsub xmlns="http://jabber.org/protocol/pubsub"><items node="eu.siacs.conversations.axolotl.bundles:4711"/></pubsub></iq>`;
    const [note] = await outcome('juliet', 'e3', ask);
    expect(note?.why).toContain('contacts');
    expect(note?.answered).toContain('romeo@montague.example');
  });

  it('notices a space at the end of a namespace', async () => {
    const ping = `<iq type="get" to="montague.example" id="e4"><ping xmlns="urn:xmpp:ping "/></iq>`;
    const [note] = await outcome('romeo', 'e4', ping);
    expect(note?.name).toBe('service-unavailable');
    expect(nearMissesIn(elementOf(ping))[0]?.summary).toBe(
      'The namespace ends with a space. The known one is urn:xmpp:ping.',
    );
  });

  it('names the count of stream management that cannot be', async () => {
    await runtime.send(['<enable xmlns="urn:xmpp:sm:3"/>', '<a xmlns="urn:xmpp:sm:3" h="999"/>'], 'juliet');
    const isEnd = (entry: { kind: string }): entry is TextEntry =>
      entry.kind === 'text' && (entry as TextEntry).description.kind === 'stream-error';
    await becomesTrue(() => runtime.journal.all.some(isEnd));
    const [note] = explainOutcome(elementOf(runtime.journal.all.find(isEnd)?.text ?? ''));
    expect(note).toMatchObject({ kind: 'stream-error', said: 'Client acknowledged more stanzas than sent by server' });
    expect(note?.summary).toBe('More stanzas were confirmed than were sent.');
  });

  it('knows who writes its log, and what the lines of a sign-in say', () => {
    const lines = runtime.log.lines.map(({ source, text }) => `${source} ${text}`);
    const silent = lines.filter((line) => explainAt(line, 0, { isLog: true }).length === 0);
    const said = lines.flatMap((line) => explainAt(line, 0, { isLog: true }).map(({ summary }) => summary));
    expect(said).toContain('A client has opened a connection. Nobody has signed in yet.');
    expect(silent.length).toBeLessThan(lines.length / 5);
  });
});
