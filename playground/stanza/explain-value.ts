import { forms } from './facts/forms.ts';
import { mechanisms } from './facts/mechanisms.ts';
import { specificationOf } from './facts/specification.ts';
import { type NameFact, readTable } from './facts/table.ts';
import { parseJid } from './jid.ts';
import type { Note } from './types.ts';

let readForms: ReadonlyMap<string, NameFact> | undefined;
let readMechanisms: ReadonlyMap<string, NameFact> | undefined;

const byName = (text: string): ReadonlyMap<string, NameFact> =>
  new Map(readTable(text).map((fact) => [fact.name, fact]));

function formFacts(): ReadonlyMap<string, NameFact> {
  readForms ??= byName(forms);
  return readForms;
}

/** What a field of a form means; FORM_TYPE itself leads to what the form is. Without a type, a field that only one form has is found. */
export function explainFormField(name: string, formType: string | undefined): Note | undefined {
  const form = formType === undefined ? undefined : formFacts().get(formType);
  if (name === 'FORM_TYPE') {
    return form && noteOf('form-field', form.name, form.sentence, form);
  }
  const candidates = form ? [form] : [...formFacts().values()].filter(({ elements }) => elements.has(name));
  const [of] = candidates;
  const fact = of?.elements.get(name);
  // A name with a # is of one form only; others are too common to guess.
  if (!of || !fact || (form === undefined && !name.includes('#'))) return undefined;
  return noteOf('form-field', name, fact.sentence, of);
}

export function explainMechanism(name: string): Note | undefined {
  readMechanisms ??= byName(mechanisms);
  const fact = readMechanisms.get(name);
  return fact && noteOf('mechanism', name, fact.sentence, fact);
}

/** Attributes that any stanza or element may have (RFC 6120 section 8.1). */
const general: Readonly<Record<string, readonly [sentence: string, section: string]>> = {
  to: ['Who is to get it. Without it, a client addresses its own account on its server.', '8.1.1'],
  from: ['Who sends it. A client leaves it out: its server sets the full address of the connection.', '8.1.2'],
  id: ['The identifier that the sender gave it. An answer has the same one.', '8.1.3'],
  type: ['What kind of stanza it is.', '8.1.4'],
  'xml:lang': ['The language of the text, such as en or de.', '8.1.5'],
  xmlns: [
    'The namespace: it decides what the element means. It holds for the elements inside too, unless they have their own.',
    '4.8',
  ],
};

export function explainGeneral(name: string): Note | undefined {
  const known = Object.hasOwn(general, name) ? general[name] : undefined;
  if (known) {
    return {
      kind: 'attribute',
      name,
      summary: known[0],
      specification: specificationOf('RFC 6120', 'XMPP: Core', known[1]),
    };
  }
  if (!name.startsWith('xmlns:')) return undefined;
  return {
    kind: 'attribute',
    name,
    summary: 'Gives a prefix to a namespace: names that begin with the prefix belong to it.',
    specification: specificationOf('RFC 6120', 'XMPP: Core', '4.8.5'),
  };
}

/** What kind of address it is, and who answers there. */
export function explainAddress(text: string): Note | undefined {
  const result = parseJid(text);
  if (!result.ok) {
    return text === ''
      ? undefined
      : { kind: 'value', name: text, summary: `This is not a valid address. ${result.error.plain}` };
  }
  const { local, resource } = result.jid;
  const summary =
    local === undefined
      ? 'The address of a server or service: it answers itself.'
      : resource === undefined
        ? 'A bare address: an account or a room. Its server answers for it, or passes messages on to its devices.'
        : 'A full address: one device of an account, or one occupant of a room.';
  return {
    kind: 'value',
    name: text,
    summary,
    specification: specificationOf('RFC 6120', 'XMPP: Core', '1.4'),
  };
}

function noteOf(kind: Note['kind'], name: string, summary: string, { document, title }: NameFact): Note {
  return { kind, name, summary, specification: specificationOf(document, title) };
}

/** All forms and all mechanisms, for lists of them. */
export function listForms(): readonly NameFact[] {
  return readTable(forms);
}

export function listMechanisms(): readonly NameFact[] {
  return readTable(mechanisms);
}
