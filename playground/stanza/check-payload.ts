import { nearestNamespace } from './check-namespace.ts';
import { type ElementRule, type Payload, type Place, payloads } from './check-payloads.ts';
import { attributeOf, elementsOf } from './content.ts';
import { addAttribute, type Finding, findingAt, replaceAttribute } from './finding.ts';
import { parseJid } from './jid.ts';
import { nearest } from './nearest.ts';
import type { XmlElement } from './types.ts';

/** What a stanza carries, as far as it is known: where it belongs, what it needs, and how it is written. */
export function checkPayloads(stanza: XmlElement): readonly Finding[] {
  const place = placeOf(stanza);
  if (place === undefined) return [];
  return elementsOf(stanza).flatMap((child) => checkPayload(stanza, child, place));
}

/** Replies and errors are not asked for anything. */
function placeOf(stanza: XmlElement): Place | undefined {
  const type = attributeOf(stanza, 'type');
  if (type === 'error' || type === 'result') return undefined;
  if (stanza.local === 'iq') return type === 'get' || type === 'set' ? type : undefined;
  return stanza.local === 'message' || stanza.local === 'presence' ? stanza.local : undefined;
}

function checkPayload(stanza: XmlElement, child: XmlElement, place: Place): readonly Finding[] {
  const { local, namespace } = child;
  if (namespace === stanza.namespace) return stanza.local === 'iq' ? withoutNamespace(child, place) : [];
  const known = payloads.filter((payload) => payload.namespace === namespace);
  if (known.length === 0) return misspelt(child);
  const payload = known.find(({ name }) => name === local);
  if (payload === undefined) {
    const meant = nearest(
      local,
      known.map(({ name }) => name),
    );
    if (meant === undefined) return [];
    const plain = `${namespace} has no <${local}>. Did you mean <${meant}>?`;
    return [findingAt({ code: 'unknown-payload', severity: 'warning', plain }, child)];
  }
  return [...wrongPlace(stanza, child, payload, place), ...checkRule(child, payload, payload)];
}

function wrongPlace(stanza: XmlElement, child: XmlElement, payload: Payload, place: Place): readonly Finding[] {
  if (payload.in.includes(place)) return [];
  const [right] = payload.in;
  const isIq = (each: Place | undefined): boolean => each === 'get' || each === 'set';
  const type = stanza.attributes.find(({ name }) => name === 'type');
  const fix =
    isIq(place) && isIq(right) && type !== undefined
      ? { label: `Write type="${right}"`, edits: [replaceAttribute(type, `type="${right}"`)] }
      : undefined;
  const where = isIq(right) ? `an iq of type ${payload.in.join(' or ')}` : `a ${payload.in.join(' or ')}`;
  const plain = `<${child.local}> of ${payload.namespace} belongs into ${where} (${payload.specification}).`;
  return [findingAt({ code: 'wrong-place', severity: 'warning', plain, fix }, child)];
}

function checkRule(element: XmlElement, rule: ElementRule, { specification }: Payload): readonly Finding[] {
  const findings: Finding[] = [];
  for (const name of rule.needs ?? []) {
    if (attributeOf(element, name) !== undefined) continue;
    const fix = { label: `Add ${name}`, edits: [addAttribute(element, name, `{${name}}`)] };
    const plain = `<${element.name}> needs the attribute ${name} (${specification}).`;
    findings.push(findingAt({ code: 'no-attribute', severity: 'error', plain, fix }, element));
  }
  findings.push(...checkAttributes(element, rule, specification));
  const children = elementsOf(element).filter(({ namespace }) => namespace === element.namespace);
  const needed = rule.needsChild ?? [];
  if (needed.length > 0 && !children.some(({ local }) => needed.includes(local))) {
    const plain = `<${element.name}> holds ${needed.length > 1 ? 'one of ' : ''}${needed.join(', ')} (${specification}), but none is here.`;
    findings.push(findingAt({ code: 'no-child', severity: 'error', plain }, element));
  }
  for (const child of children) {
    const inner = rule.children && Object.hasOwn(rule.children, child.local) ? rule.children[child.local] : undefined;
    if (inner) findings.push(...checkRule(child, inner, { specification } as Payload));
  }
  return findings;
}

function checkAttributes(element: XmlElement, rule: ElementRule, specification: string): readonly Finding[] {
  const findings: Finding[] = [];
  for (const attribute of element.attributes) {
    const { name, value } = attribute;
    if (rule.texts?.includes(name)) {
      const plain = `${name} is an element here: <${name}>${value}</${name}> inside <${element.name}> (${specification}).`;
      findings.push(findingAt({ code: 'attribute-for-child', severity: 'error', plain }, attribute));
    }
    const address = name === 'jid' && !value.includes('{') ? parseJid(value) : undefined;
    if (address?.ok === false) {
      const plain = `The address in “jid” is not valid. ${address.error.plain}`;
      findings.push(findingAt({ code: 'bad-jid', severity: 'error', plain }, attribute));
    }
    const listed = rule.attributes !== undefined && Object.hasOwn(rule.attributes, attribute.name);
    const values = listed ? rule.attributes?.[attribute.name] : undefined;
    if (!values || values.includes(attribute.value) || attribute.value.includes('{')) continue;
    const meant = nearest(attribute.value, values);
    const fix = meant && {
      label: `Write ${meant}`,
      edits: [replaceAttribute(attribute, `${attribute.name}="${meant}"`)],
    };
    const plain = `${attribute.name} is ${values.join(', ')} here, not “${attribute.value}” (${specification}).`;
    findings.push(findingAt({ code: 'bad-value', severity: 'warning', plain, ...(fix && { fix }) }, attribute));
  }
  return findings;
}

/** A payload that took the stanza's namespace because its own was forgotten. */
function withoutNamespace(child: XmlElement, place: Place): readonly Finding[] {
  const fitting = payloads.filter(({ name, in: places }) => name === child.local && places.includes(place));
  const [only, other] = fitting;
  const fix =
    only !== undefined && other === undefined
      ? { label: `Add xmlns="${only.namespace}"`, edits: [addAttribute(child, 'xmlns', only.namespace)] }
      : undefined;
  const plain = `<${child.local}> has no namespace, so nobody knows what is asked. Prosody answers service-unavailable. Add xmlns="…".`;
  return [findingAt({ code: 'no-namespace', severity: 'error', plain, fix }, child)];
}

function misspelt(child: XmlElement): readonly Finding[] {
  const meant = nearestNamespace(child.namespace);
  if (meant === undefined) return [];
  const declared = child.attributes.find(({ name }) => name === 'xmlns');
  const fix = declared && { label: `Write ${meant}`, edits: [replaceAttribute(declared, `xmlns="${meant}"`)] };
  const isBlank = child.namespace.trim() !== child.namespace;
  const why = isBlank ? 'There is a space at its beginning or end.' : `Did you mean ${meant}?`;
  const plain = `The namespace “${child.namespace}” is not known. ${why}`;
  return [findingAt({ code: 'unknown-namespace', severity: 'warning', plain, fix }, declared ?? child)];
}
