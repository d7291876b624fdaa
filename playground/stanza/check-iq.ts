import { attributeOf, elementsOf } from './content.ts';
import { addAttribute, type Finding, findingAt, replaceAttribute } from './finding.ts';
import { nearest } from './nearest.ts';
import type { XmlElement } from './types.ts';

export const iqTypes = ['get', 'set', 'result', 'error'];

/** The rules for iq: RFC 6120 section 8.2.3. Prosody answers bad-request where one of the first three is broken. */
export function checkIq(text: string, iq: XmlElement, freshId: () => string): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (code: string, plain: string, fix?: Finding['fix'], severity: Finding['severity'] = 'error'): void => {
    findings.push(findingAt({ code, severity, plain, fix }, iq));
  };
  if (attributeOf(iq, 'id') === undefined) {
    const fix = { label: 'Add an id', edits: [addAttribute(iq, 'id', freshId())] };
    add('no-id', 'This iq has no id, so its reply could not be told from others. Prosody answers bad-request.', fix);
  }
  const type = attributeOf(iq, 'type');
  const children = elementsOf(iq);
  if (type === undefined) {
    const fix = { label: 'Add type="get"', edits: [addAttribute(iq, 'type', 'get')] };
    add('no-type', 'This iq has no type. Write get to ask, set to change something. Prosody answers bad-request.', fix);
  } else if (!iqTypes.includes(type)) {
    const meant = nearest(type, iqTypes) ?? 'get';
    const attribute = iq.attributes.find(({ name }) => name === 'type');
    const fix = attribute && { label: `Write ${meant}`, edits: [replaceAttribute(attribute, `type="${meant}"`)] };
    const plain = `An iq's type is get, set, result or error, not “${type}”. Prosody answers bad-request.`;
    findings.push(findingAt({ code: 'bad-type', severity: 'error', plain, fix }, attribute ?? iq));
  } else if (type === 'get' || type === 'set') {
    if (children.length === 0)
      add('no-payload', `An iq of type ${type} holds exactly one element: what is asked. Prosody answers bad-request.`);
    const [, second] = children;
    if (second !== undefined) {
      const what = `An iq of type ${type} holds exactly one element, and this is a second one. Prosody answers bad-request.`;
      const edits = [{ offset: second.start.offset, length: second.end.offset - second.start.offset, text: '' }];
      const fix = { label: `Remove ${second.name}`, edits };
      findings.push(findingAt({ code: 'several-payloads', severity: 'error', plain: what, fix }, second));
    }
    findings.push(...textIn(text, iq));
  } else if (type === 'error' && !children.some(({ local }) => local === 'error')) {
    add(
      'no-error',
      'An iq of type error says in an <error/> what is wrong (RFC 6120 section 8.3.1).',
      undefined,
      'warning',
    );
  } else if (type === 'result' && children.length > 1) {
    add('several-payloads', 'An iq of type result holds one element or none.', undefined, 'warning');
  }
  return findings;
}

/** Text that stands in a stanza itself means nothing there. */
export function textIn(text: string, stanza: XmlElement): readonly Finding[] {
  const stray = stanza.children.find((child) => child.kind === 'text' && child.value.trim() !== '');
  if (stray === undefined) return [];
  const written = text.slice(stray.start.offset, stray.end.offset);
  const wrapped = `<body>${written.trim()}</body>`;
  const length = stray.end.offset - stray.start.offset;
  const edit = { offset: stray.start.offset, length, text: stanza.local === 'message' ? wrapped : '' };
  const isMessage = stanza.local === 'message';
  const fix = { label: isMessage ? 'Put it into <body/>' : 'Remove it', edits: [edit] };
  const plain = isMessage
    ? 'This text is beside the elements of the message, where no client shows it. It belongs in <body/>.'
    : `Text directly in ${stanza.local === 'iq' ? 'an' : 'a'} ${stanza.local} means nothing.`;
  return [findingAt({ code: 'stray-text', severity: 'warning', plain, fix }, stray)];
}
