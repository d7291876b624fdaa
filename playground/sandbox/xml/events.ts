/**
 * The format in which the parser's events travel to Lua: kind (one character), byte count, FIELDS, fields, END.
 * Fields are split by FIELD; in those of a start tag each attribute is FIELD, its name, VALUE, its value.
 * None of these characters can occur in XML.
 */
export const FIELDS = '\x02';
export const FIELD = '\x03';
export const VALUE = '\x04';
export const END = '\x05';

export type EventKind =
  | 'S' // start tag: name, attributes
  | 'E' // end tag: name
  | 'T' // text
  | '[' // start of a CDATA section
  | ']' // end of a CDATA section
  | 'N' // namespace declared: prefix, namespace
  | 'M' // namespace out of scope: prefix
  | 'C' // comment
  | 'P' // processing instruction: target, data
  | 'D' // document type: name, system and public identifier, 1 with an internal subset
  | 'X' // XML declaration: version, encoding, standalone
  | '!'; // error: message

export interface XmlEvent {
  readonly kind: EventKind;
  readonly size: number;
  readonly fields: string;
}

export function writeEvent(kind: EventKind, size: number, fields: string): string {
  return kind + size + FIELDS + fields + END;
}

export function readEvents(events: string): XmlEvent[] {
  return events
    .split(END)
    .slice(0, -1)
    .map((event) => {
      const at = event.indexOf(FIELDS);
      return { kind: event[0] as EventKind, size: Number(event.slice(1, at)), fields: event.slice(at + 1) };
    });
}

/** The name and the attributes of a start tag. */
export function readStartTag(fields: string): { name: string; attributes: Map<string, string> } {
  const [name = '', ...pairs] = fields.split(FIELD);
  return { name, attributes: new Map(pairs.map((pair) => pair.split(VALUE) as [string, string])) };
}
