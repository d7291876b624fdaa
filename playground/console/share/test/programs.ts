/** What the programs of all languages have in common: who takes part, and what the test cannot say there. */
import { parse } from '../../../stanza/index.ts';
import { characterNames } from './characters.ts';
import type { Test, TestStep } from './types.ts';

export interface Part {
  /** A name for a variable: letters and digits. */
  readonly name: string;
  readonly jid: string;
  /** The variable of the environment that holds the password: no program here has one in it. */
  readonly password: string;
}

export function partsOf(steps: readonly TestStep[]): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  const taken = new Set<string>();
  for (const [jid, character] of characterNames(steps)) {
    const plain = character
      .normalize('NFKD')
      .replace(/'s /g, '_')
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/^(?=\d)|^_+|_+$/g, '')
      .toLowerCase();
    const base = /^[a-z]/.test(plain) ? plain : `account_${plain}`;
    let name = base;
    for (let number = 2; taken.has(name); number += 1) name = `${base}_${number}`;
    taken.add(name);
    const local = (jid.split('@')[0] ?? '').toUpperCase().replace(/[^A-Z0-9]+/g, '_');
    parts.set(jid, { name, jid, password: `PASSWORD_${local || 'ACCOUNT'}` });
  }
  return parts;
}

/** The steps that a library can do, which sends and receives whole elements. */
export function playable({ steps }: Test): { readonly steps: readonly TestStep[]; readonly lost: readonly string[] } {
  const lost = new Set<string>();
  const kept = steps.filter((step) => {
    if (step.kind === 'receive' && step.nothing !== undefined && step.xml.trim() === '') return true;
    const parsed = parse(step.xml);
    if (parsed.ok && parsed.stanzas.length > 0) return true;
    lost.add('What is not well-formed is left out: a library sends and delivers only whole elements.');
    return false;
  });
  if (kept.some((step) => step.kind === 'receive' && step.exact))
    lost.add('A stanza may contain more than is written, even where the test says “exact”.');
  return { steps: kept, lost: [...lost] };
}

/** The elements of one step, one by one. */
export function elementsOf(xml: string): readonly string[] {
  const parsed = parse(xml);
  return parsed.ok ? parsed.stanzas.map(({ start, end }) => xml.slice(start.offset, end.offset)) : [];
}

/** One line of a comment. */
export function comment(title: string): string {
  return title.replace(/[\s\\]+/g, ' ').replaceAll('*/', '* /');
}
