import type { Shared, SharedStanza } from './types.ts';
import { isAccount } from './values.ts';

/** `[title, [xml, account?], ...]` */
export function readFirstVersion(value: unknown): Omit<Shared, 'first'> | null {
  if (!Array.isArray(value)) return null;
  const [title, ...rows] = value as unknown[];
  if (typeof title !== 'string') return null;
  const stanzas = readStanzas(rows);
  return stanzas && { ...(title === '' ? {} : { title }), stanzas };
}

/** `[[xml, account?], ...]`, at least one. */
export function readStanzas(rows: unknown): SharedStanza[] | null {
  if (!Array.isArray(rows) || rows.length === 0) return null;
  const stanzas: SharedStanza[] = [];
  for (const row of rows as unknown[]) {
    if (!Array.isArray(row) || row.length > 2) return null;
    const [xml, as] = row as unknown[];
    if (typeof xml !== 'string' || (as !== undefined && !isAccount(as))) return null;
    stanzas.push(as === undefined ? { xml } : { xml, as });
  }
  return stanzas;
}
