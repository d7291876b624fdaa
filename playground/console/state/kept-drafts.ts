/** Drafts as they are kept over visits. What is kept may be anything, so it is checked. Loaded after the page is there. */
import { redact } from '../../stanza/index.ts';
import { limits } from '../limits.ts';
import { type Drafts, isOwn, type OneDraft, type Origin } from './drafts.ts';

/** The drafts as this tab kept them, or null when they cannot be read. */
export function readDrafts(kept: string | null): Drafts | null {
  const value = parsed(kept);
  if (!isRecord(value) || !Array.isArray(value.list)) return null;
  const list = value.list.flatMap((each) => readOne(each) ?? []).slice(0, limits.drafts);
  const ids = new Set(list.map(({ id }) => id));
  if (list.length === 0 || ids.size < list.length) return null;
  const open = typeof value.open === 'string' && ids.has(value.open) ? value.open : (list[0]?.id ?? '');
  const gone = readOne(value.closed);
  return { list, open, ...(gone && !ids.has(gone.id) && { closed: gone }) };
}

const originKinds: readonly Origin['kind'][] = ['own', 'template', 'link', 'transcript', 'paste', 'history'];

function readOne(value: unknown): OneDraft | null {
  if (!isRecord(value)) return null;
  const { id, name, text, given, replaced } = value;
  const origin: Record<string, unknown> = isRecord(value.origin) ? value.origin : {};
  const kind = originKinds.find((each) => each === origin.kind) ?? 'own';
  if (typeof id !== 'string' || typeof text !== 'string') return null;
  return {
    id,
    name: typeof name === 'string' ? name.slice(0, limits.draftName) : '',
    text,
    origin: { kind, ...(typeof origin.title === 'string' && { title: origin.title }) },
    given: typeof given === 'string' ? given : '',
    replaced: Array.isArray(replaced) ? replaced.filter((each) => typeof each === 'string') : [],
  };
}

/** An own text of any tab. */
export interface Left {
  readonly id: string;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The own texts that tabs have left behind, the latest first. */
export function readLeft(kept: string | null): readonly Left[] {
  const value = parsed(kept);
  if (!Array.isArray(value)) return [];
  return value.filter(isLeft).sort((one, other) => other.at - one.at);
}

function isLeft(value: unknown): value is Left {
  return isRecord(value) && typeof value.id === 'string' && typeof value.text === 'string' && Number.isFinite(value.at);
}

/** What all tabs have left once this tab's drafts are what they are now. Texts of other tabs stay; the oldest go first. */
export function withLeft(
  left: readonly Left[],
  { list }: Drafts,
  gone: readonly string[],
  at: number,
): readonly Left[] {
  const mine = new Set([...list.map(({ id }) => id), ...gone]);
  const own = list.filter((draft) => isOwn(draft) && draft.text.length <= limits.draft);
  const fresh = own.flatMap(({ id, text }) => {
    const safe = lasting(text);
    return safe === '' ? [] : (left.find((each) => each.id === id && each.text === safe) ?? { id, text: safe, at });
  });
  const all = [...fresh, ...left.filter(({ id }) => !mine.has(id))];
  return all.sort((one, other) => other.at - one.at).slice(0, limits.left);
}

/** The drafts as they can be kept: without passwords, and without texts that are too long for it. */
export function forKeeping(drafts: Drafts): Drafts {
  const list = drafts.list.map((draft) => ({
    ...draft,
    text: keepable(draft.text),
    given: keepable(draft.given),
    replaced: draft.replaced.map(keepable).filter((text) => text !== ''),
  }));
  return { ...drafts, list };
}

/** What of a text may be kept. A password in one that is half written cannot be told from the rest: it is kept in this tab alone. */
function keepable(text: string): string {
  if (text.length > limits.draft) return '';
  const redacted = redact(text);
  return redacted.ok ? redacted.xml : text;
}

/** The same for a text that outlives the tab; '' where it might hold a password. */
function lasting(text: string): string {
  const isBroken = !redact(text).ok;
  return isBroken && /password|secret|digest|token|<auth|<response/i.test(text) ? '' : keepable(text);
}

function parsed(kept: string | null): unknown {
  try {
    return JSON.parse(kept ?? 'null');
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
