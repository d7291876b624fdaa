/** `xml send`, `xml receive`, and blocks that are never run and say why. */
import { parse } from '../../../playground/stanza/index.ts';
import type { ReceiveStep, SendStep, ShownStep } from '../types.ts';
import { anywhere, base, complainIfEmpty, type FenceKind } from './fence-kind.ts';
import type { FenceReader } from './fence-reader.ts';

// A node of an address, with the server or the device where the page needs several.
const account = /^[a-z][a-z0-9._-]*(@[a-z0-9.-]+)?(\/\S+)?$/;

const accountOf = (reader: FenceReader): string => {
  if (!reader.has('as')) reader.complain('Say whose session it is: as=romeo.');
  return reader.matching('as', account, 'romeo (or romeo/phone, romeo@montague.example)') ?? '';
};

const complainUnlessXml = (reader: FenceReader): void => {
  const { language } = reader.fence;
  if (language !== 'xml') reader.complain(`Write xml instead of ${language || 'no language'}: stanzas are XML.`);
};

const readSend = (reader: FenceReader): SendStep => {
  complainUnlessXml(reader);
  if (reader.has('receive')) reader.complain('"send" and "receive" contradict each other: make two blocks.');
  reader.word('send');
  complainIfEmpty(reader, 'the stanza that is sent');
  return {
    ...base(reader),
    kind: 'send',
    as: accountOf(reader),
    xml: reader.fence.text,
    ...(reader.word('solution') ? { solution: true } : {}),
  };
};

/** What is sent may be broken on purpose; what is expected must be read to be compared. */
const complainUnlessOneStanza = (reader: FenceReader): void => {
  const parsed = parse(reader.fence.text);
  if (!parsed.ok) reader.complain(parsed.error.plain, parsed.error.line);
  else if (parsed.stanzas.length !== 1) {
    reader.complain(
      `A block expects one stanza; here are ${parsed.stanzas.length}. Make one "xml receive" block for each.`,
    );
  }
};

const readReceive = (reader: FenceReader): ReceiveStep => {
  complainUnlessXml(reader);
  reader.word('receive');
  const exact = reader.word('exact');
  const nothing = reader.word('nothing');
  if (exact && nothing) reader.complain('"exact" and "nothing" contradict each other: keep one of them.');
  if (reader.fence.text.trim() !== '') complainUnlessOneStanza(reader);
  else if (!nothing)
    reader.complain('The block is empty: write the stanza that must arrive, or say "nothing" when none may.');
  return {
    ...base(reader),
    kind: 'receive',
    as: accountOf(reader),
    xml: reader.fence.text,
    within: reader.duration('within') ?? 5000,
    exact,
    nothing,
    ...(reader.word('goal') ? { goal: true } : {}),
  };
};

const readShown = (reader: FenceReader): ShownStep => {
  const { skip = '', ...rest } = base(reader);
  return { ...rest, kind: 'shown', language: reader.fence.language, text: reader.fence.text, skip };
};

export const send: FenceKind = {
  name: 'an "xml send" block',
  word: 'send',
  pages: anywhere,
  is: (reader) => reader.has('send'),
  read: readSend,
};

export const receive: FenceKind = {
  name: 'an "xml receive" block',
  word: 'receive',
  pages: anywhere,
  is: (reader) => reader.has('receive') && !reader.has('send'),
  read: readReceive,
};

export const shown: FenceKind = {
  name: 'a block that is only shown',
  word: 'skip',
  pages: anywhere,
  is: (reader) => reader.has('skip'),
  read: readShown,
};
