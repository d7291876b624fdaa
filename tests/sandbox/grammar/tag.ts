/** Stanzas as trees that nobody changes in place, so that a generator's parts can be used again. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Tag | string)[];
}

type Content = Tag | string | null;

/** Attributes that are undefined, and children that are null, are left out. */
export function tag(name: string, attributes: Record<string, string | undefined> = {}, ...children: Content[]): Tag {
  const given = Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    name,
    attributes: Object.fromEntries(given),
    children: children.filter((child) => child !== null),
  };
}

/** An element of that namespace, with a prefix for no namespace. */
export function tagIn(xmlns: string, name: string, ...children: Content[]): Tag {
  return tag(name, { xmlns }, ...children);
}

/** A form as one submits it (XEP-0004), the FORM_TYPE first. */
export function form(type: string, formType: string, fields: Readonly<Record<string, string>> = {}): Tag {
  const all = Object.entries({ FORM_TYPE: formType, ...fields });
  return tag(
    'x',
    { xmlns: 'jabber:x:data', type },
    ...all.map(([name, value]) => tag('field', { var: name }, tag('value', {}, value))),
  );
}

export function write(node: Tag | string): string {
  if (typeof node === 'string') return escaped(node);
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}='${escaped(value)}'`);
  const start = `<${node.name}${attributes.join('')}`;
  return node.children.length === 0 ? `${start}/>` : `${start}>${node.children.map(write).join('')}</${node.name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&apos;');
}
