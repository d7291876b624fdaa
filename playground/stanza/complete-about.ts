import { explainCondition } from './explain-error.ts';
import { explainFormField, explainGeneral, explainMechanism } from './explain-value.ts';
import { specificationOf } from './facts/specification.ts';
import type { Fact, NameFact } from './facts/table.ts';
import { elementFact, explainNamespace } from './names.ts';
import type { Note } from './types.ts';

/** What is told of a suggestion. */
export interface About {
  readonly sentence: string;
  readonly specification: string;
}

export const nothing: About = { sentence: '', specification: '' };

/** The element itself, or else what its namespace is for. */
export function aboutElement(namespace: string, local: string, specification = ''): About {
  const known = elementFact(namespace, local);
  if (known) return ofFact(known.fact, known.of);
  const condition = namespace.endsWith(':xmpp-stanzas') ? explainCondition('stanza-error', local) : undefined;
  const about = ofNote(condition ?? explainNamespace(namespace));
  return about.sentence === '' ? { ...about, specification } : about;
}

export function aboutAttribute(namespace: string, local: string, name: string): About {
  const known = elementFact(namespace, local);
  const fact = known?.fact.attributes.get(name);
  return known && fact ? ofFact(fact, known.of) : ofNote(explainGeneral(name));
}

export function aboutValue(namespace: string, local: string, key: string): About {
  const known = elementFact(namespace, local);
  const fact = known?.fact.attributes.get(key);
  return known && fact ? ofFact(fact, known.of) : nothing;
}

export const aboutNamespace = (name: string): About => ofNote(explainNamespace(name));
export const aboutMechanism = (name: string): About => ofNote(explainMechanism(name));
export const aboutField = (name: string, form: string | undefined): About => ofNote(explainFormField(name, form));

function ofFact(fact: Fact, of: NameFact): About {
  const { number, title } = specificationOf(of.document, of.title, fact.section);
  return { sentence: fact.sentence, specification: `${number}: ${title}` };
}

function ofNote(note: Note | undefined): About {
  if (note === undefined) return nothing;
  const { specification } = note;
  return {
    sentence: note.summary,
    specification: specification ? `${specification.number}: ${specification.title}` : '',
  };
}
