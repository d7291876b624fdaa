/** Tests as scripts for Scansion, the tool with which Prosody is tested (https://matthewwild.co.uk/projects/scansion/). */
import { escapeAttribute, format, parse, type XmlElement } from '../../../stanza/index.ts';
import { characterNames } from './characters.ts';
import type { Test, TestStep, Written } from './types.ts';

export function scansionScript({ title, steps, unexpected = 0 }: Test): Written {
  const lost = new Set<string>();
  if (unexpected > 0)
    lost.add(
      `Scansion takes every stanza in its order: ${unexpected} that came ${unexpected === 1 ? 'is' : 'are'} not expected here, and the script stops there.`,
    );
  const names = characterNames(steps);
  const clients = [...names].map(([jid, name]) => `[Client] ${name}\n\tjid: ${jid}\n\tpassword: password`);
  const actions = steps.map((step) => actionOf(step, names.get(step.as) ?? step.as, lost));
  const connects = [...names.values()].map((name) => `${name} connects`);
  const ends = [...names.values()].map((name) => `${name} disconnects`);
  const head = `# ${title.replace(/\s+/g, ' ')}`;
  return { text: `${[head, ...clients, '-----', ...connects, ...actions, ...ends].join('\n\n')}\n`, lost: [...lost] };
}

function actionOf(step: TestStep, name: string, lost: Set<string>): string {
  if (step.kind === 'send') {
    if (/\{[A-Za-z][\w-]*\}/.test(step.xml))
      lost.add('Scansion cannot send what was caught before: such names stand in the script as they are.');
    const parsed = parse(step.xml);
    if (!parsed.ok) lost.add('Scansion sends only well-formed stanzas: one of these is not.');
    const sends = `${name} sends:\n${indented(step.xml)}`;
    // The server repeats it to its sender (RFC 6121 section 4.4.2).
    return step.isGreeting ? `${sends}\n\n${name} receives:\n\t<presence/>` : sends;
  }
  if (step.nothing !== undefined) {
    if (step.xml.trim() !== '')
      lost.add(
        'Scansion can expect nothing at all, but not the absence of one stanza: what may come beside it fails there.',
      );
    return `${name} receives: nothing`;
  }
  const parsed = parse(step.xml);
  const [stanza] = parsed.ok ? parsed.stanzas : [];
  if (stanza === undefined) {
    lost.add('Scansion expects only well-formed stanzas: one of these is not, and was left out.');
    return `# ${name} received something that is not well-formed`;
  }
  return `${name} receives:\n${indented(expectationOf(stanza, step.exact === true, lost))}`;
}

/** With Scansion's own wildcards, and told to let more be there: it is strict about every element with a namespace of its own. */
function expectationOf(stanza: XmlElement, exact: boolean, lost: Set<string>): string {
  const write = (element: XmlElement, outer: string): string => {
    const attributes = element.attributes.map(
      ({ name, value }) => ` ${name}="${escapeAttribute(wildcards(value, lost))}"`,
    );
    const isOwn = element.namespace !== outer;
    const strict =
      exact === isOwn ? '' : isOwn ? ' scansion:strict="false"' : element === stanza ? ' scansion:strict="true"' : '';
    const children = element.children.map((child) => {
      if (child.kind === 'element') return write(child, element.namespace);
      if (/\{[A-Za-z][\w-]*\}/.test(child.value))
        lost.add('Scansion has no wildcards in text: there, {any} and names are compared as they are written.');
      return escapeAttribute(child.value).replaceAll('&#10;', '\n').replaceAll('&#9;', '\t');
    });
    const inner = children.join('');
    return inner === ''
      ? `<${element.name}${attributes.join('')}${strict}/>`
      : `<${element.name}${attributes.join('')}${strict}>${inner}</${element.name}>`;
  };
  return write(stanza, 'jabber:client');
}

/** A wildcard is a whole value in Scansion. */
function wildcards(value: string, lost: Set<string>): string {
  if (value === '{any}') return '{scansion:any}';
  const [, name] = /^\{([A-Za-z][\w-]*)\}$/.exec(value) ?? [];
  if (name !== undefined) return `{scansion:capture:${name}}`;
  if (!/\{[A-Za-z][\w-]*\}/.test(value)) return value;
  lost.add('Scansion has no wildcards for a part of a value: where there was one, any value is accepted.');
  return '{scansion:any}';
}

function indented(xml: string): string {
  const laidOut = format(xml, { width: 10_000 });
  return (laidOut.ok ? laidOut.text : xml)
    .split('\n')
    .map((line) => `\t${line.replace(/^( {2})+/, (spaces) => '\t'.repeat(spaces.length / 2))}`)
    .join('\n');
}
