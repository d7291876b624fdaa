import { describe, expect, it } from 'vitest';
import { prepareAddress } from '../../playground/sandbox/text/address.ts';
import { createPairer } from '../../playground/stanza/index.ts';

const ping = '<ping xmlns="urn:xmpp:ping"/>';

describe('prepareAddress', () => {
  it.each([
    ['Straße@montague.example', 'strasse@montague.example'],
    ['ｎｕｒｓｅ@montague.example', 'nurse@montague.example'],
    ['montague.example.', 'montague.example'],
    ['xn--bcher-kva.example', 'bücher.example'],
    ['Romeo@Montague.Example/Orchard', 'romeo@montague.example/Orchard'],
    ['a b@montague.example', 'a b@montague.example'],
    ['', ''],
  ])('%s is %s', (jid, prepared) => expect(prepareAddress(jid)).toBe(prepared));

  it.each([
    ['Straße@montague.example', 'strasse@montague.example'],
    ['ｎｕｒｓｅ@montague.example', 'nurse@montague.example'],
    ['montague.example.', 'montague.example'],
  ])('lets what was asked of %s be answered by %s', (asked, answers) => {
    const pairer = createPairer({ prepare: prepareAddress });
    const entry = { account: 'romeo', at: 1 } as const;
    pairer.add({ ...entry, id: 1, direction: 'sent', text: `<iq type="get" to="${asked}" id="a1">${ping}</iq>` });
    pairer.add({
      ...entry,
      id: 2,
      direction: 'received',
      text: `<iq type="result" from="${answers}" to="romeo@montague.example/orchard" id="a1"/>`,
    });
    expect(pairer.get(1)).toMatchObject({ kind: 'paired', partner: 2 });
  });
});
