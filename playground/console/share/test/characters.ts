import { recipeName } from './recipe-page.ts';
import type { TestStep } from './types.ts';

/** A name for each account in a script: `Romeo`, `Romeo's phone`, `Juliet at capulet.example`; in the order in which they appear. */
export function characterNames(steps: readonly TestStep[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const { as } of steps) {
    if (names.has(as)) continue;
    const [, local = as, host, resource] = /^([^@/]+)(?:@([^/]+))?(?:\/(.+))?$/s.exec(recipeName(as)) ?? [];
    const plain = capital(local.replace(/[^\w.-]/g, '') || 'Somebody');
    const device = resource?.replace(/[^\w.-]/g, '');
    const candidates = [device ? `${plain}'s ${device}` : plain, host ? `${plain} at ${host}` : plain];
    let name = candidates.find((candidate) => !taken.has(candidate));
    for (let number = 2; name === undefined; number += 1)
      if (!taken.has(`${plain} ${number}`)) name = `${plain} ${number}`;
    names.set(as, name);
    taken.add(name);
  }
  return names;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
