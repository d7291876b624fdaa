/** Reads scripts of Scansion. They come from anybody: whatever the text, the answer is a test or a sentence. */
import { parse } from '../../../stanza/index.ts';
import type { Test, TestStep } from './types.ts';

export interface ScansionRead extends Test {
  readonly ok: true;
  /** What the script says and the test does not. */
  readonly lost: readonly string[];
}

export type ScansionResult = ScansionRead | { readonly ok: false; readonly line: number; readonly plain: string };

const most = Object.freeze({ characters: 400_000, steps: 1_000 });

/** The documented sign, and two that are used as well. */
const comment = /^\s*(#|\/\/|--)/;

interface Character {
  readonly name: string;
  readonly jid: string;
}

export function readScansion(script: string): ScansionResult {
  if (script.length > most.characters)
    return refused(1, `The script has more than ${most.characters.toLocaleString('en')} characters.`);
  const lines = script.replace(/\r\n?/g, '\n').split('\n');
  const rule = lines.findIndex((line) => /^-{3,}\s*$/.test(line));
  if (rule < 0) return refused(1, 'The script has no line of hyphens between its characters and its actions.');
  const cast = readCast(lines.slice(0, rule));
  if ('plain' in cast) return cast;
  const lost = new Set<string>();
  const steps: TestStep[] = [];
  for (let at = rule + 1; at < lines.length; ) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || comment.test(line)) {
      at += 1;
      continue;
    }
    if (steps.length >= most.steps)
      return refused(at + 1, `The script has more than ${most.steps.toLocaleString('en')} actions.`);
    const block = blockAfter(lines, at);
    const step = readAction(line, block.text, cast, at, lost);
    if (step !== null && 'plain' in step) return step;
    if (step !== null) steps.push(step);
    at = block.end;
  }
  if (steps.length === 0) return refused(rule + 1, 'The script has no actions below its line of hyphens.');
  const title = /^#+\s*(\S.*)$/m.exec(lines.slice(0, rule).join('\n'))?.[1] ?? 'A Scansion script';
  return { ok: true, title: title.slice(0, 200), steps, lost: [...lost] };
}

function readCast(lines: readonly string[]): readonly Character[] | { ok: false; line: number; plain: string } {
  const characters: Character[] = [];
  let open: { name: string; jid: string; resource: string; line: number } | undefined;
  const close = (): string | undefined => {
    if (open === undefined) return undefined;
    if (!/^[^\s@/<>"'&]+@[^\s@/<>"'&]+(\/[^<>"&]+)?$/.test(open.jid))
      return `${open.name} needs a line “jid: user@host”.`;
    const jid = open.jid.includes('/')
      ? open.jid
      : `${open.jid}/${open.resource || open.name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-')}`;
    characters.push({ name: open.name, jid });
    return undefined;
  };
  for (const [index, line] of lines.entries()) {
    const [, kind, name] = /^\[(\w+)\]\s*(.+?)\s*$/.exec(line) ?? [];
    const [, key, value = ''] = /^\s+(\w+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (kind !== undefined && name !== undefined) {
      const trouble = close();
      if (trouble !== undefined) return refused((open?.line ?? 0) + 1, trouble);
      if (kind !== 'Client') return refused(index + 1, `${name} is a ${kind}. Only clients can be played here.`);
      open = { name, jid: '', resource: '', line: index };
    } else if (key !== undefined && open !== undefined) {
      // The password stays where it is: a test here signs in with the accounts of the playground.
      if (key === 'jid' || key === 'resource') open[key] = value;
    } else if (line.trim() !== '' && !comment.test(line)) {
      return refused(index + 1, 'This is neither a character, such as “[Client] Romeo”, nor one of its properties.');
    }
  }
  const trouble = close();
  if (trouble !== undefined) return refused((open?.line ?? 0) + 1, trouble);
  return characters.length > 0 ? characters : refused(1, 'The script has no characters, such as “[Client] Romeo”.');
}

function blockAfter(lines: readonly string[], at: number): { readonly text: string; readonly end: number } {
  let end = at + 1;
  while (
    end < lines.length &&
    (/^\s+\S/.test(lines[end] ?? '') || ((lines[end] ?? '').trim() === '' && /^\s+\S/.test(lines[end + 1] ?? '')))
  )
    end += 1;
  return { text: lines.slice(at + 1, end).join('\n'), end };
}

function readAction(
  line: string,
  block: string,
  cast: readonly Character[],
  at: number,
  lost: Set<string>,
): TestStep | null | { ok: false; line: number; plain: string } {
  const [, name = '', verb = '', rest = ''] =
    /^(.+?)\s+(connects|disconnects|sends|receives)\b:?\s*(.*?)\s*$/.exec(line) ?? [];
  const character = cast.find((one) => one.name === name);
  if (verb === '')
    return refused(at + 1, 'This action is not known here. Those that are: connects, disconnects, sends, receives.');
  if (character === undefined) return refused(at + 1, `There is no character ${name} above the hyphens.`);
  const as = character.jid;
  if (verb === 'connects') return null;
  if (verb === 'disconnects') {
    lost.add('Accounts stay connected until the test ends: “disconnects” is left out.');
    return null;
  }
  if (verb === 'receives' && (rest === 'nothing' || block.trim() === 'nothing'))
    return { kind: 'receive', as, xml: '', nothing: 400 };
  const xml = unindented(block === '' ? rest : block);
  const filled = translate(xml, cast, lost);
  const parsed = parse(filled);
  if (!parsed.ok) return refused(at + 1 + parsed.error.line, parsed.error.plain);
  if (parsed.stanzas.length !== 1)
    return refused(at + 1, `${name} ${verb} needs one stanza, and there are ${parsed.stanzas.length} here.`);
  if (verb === 'sends') return { kind: 'send', as, xml: filled };
  if (/\sxmlns=/.test(filled))
    lost.add('Scansion is strict about elements with a namespace of their own; here more may be in them.');
  return { kind: 'receive', as, xml: filled };
}

/** Scansion's names for addresses and its wildcards, in the words of a recipe. */
function translate(xml: string, cast: readonly Character[], lost: Set<string>): string {
  return xml
    .replace(/\$\{([^{}]+?)'s (full )?JID\}/g, (written, name: string, full: string | undefined) => {
      const jid = cast.find((one) => one.name === name)?.jid;
      if (jid === undefined) return written;
      return (full === undefined ? jid.replace(/\/.*$/s, '') : jid).replaceAll('&', '&amp;');
    })
    .replaceAll('{scansion:any}', '{any}')
    .replace(/\{scansion:capture:([A-Za-z][\w-]*)\}/g, '{$1}')
    .replace(/\sscansion:[\w-]+\s*=\s*(?:"[^"]*"|'[^']*')/g, (written) => {
      if (!/strict\s*=\s*["']false/.test(written)) lost.add(`“${written.trim()}” is left out.`);
      return '';
    });
}

function unindented(block: string): string {
  const lines = block.split('\n');
  const margins = lines.filter((line) => line.trim() !== '').map((line) => /^\s*/.exec(line)?.[0].length ?? 0);
  const margin = margins.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  return lines
    .map((line) => line.slice(Number.isFinite(margin) ? margin : 0))
    .join('\n')
    .trim();
}

function refused(line: number, plain: string): { readonly ok: false; readonly line: number; readonly plain: string } {
  return { ok: false, line, plain };
}
