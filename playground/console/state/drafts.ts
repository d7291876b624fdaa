/**
 * The texts of the editor: several drafts, of which one is open. Each remembers where its text came from, so that only what the reader has
 * changed counts as the reader's own.
 */
import { limits } from '../limits.ts';

/** Where a text comes from. The title is the page's, template's or account's. */
export interface Origin {
  readonly kind: 'own' | 'template' | 'link' | 'transcript' | 'paste' | 'history';
  readonly title?: string;
}

export interface OneDraft {
  /** Unique over all tabs. */
  readonly id: string;
  /** What the reader called it; '' when it has no name. */
  readonly name: string;
  readonly text: string;
  readonly origin: Origin;
  /** The text that was put there by anything but the reader's hands; the same as `text` as long as the reader changed nothing. */
  readonly given: string;
  /** The reader's own texts that others have taken the place of, the latest last. */
  readonly replaced: readonly string[];
}

export interface Drafts {
  /** At least one. */
  readonly list: readonly OneDraft[];
  /** The id of the one that is open. */
  readonly open: string;
  /** The last one that was closed with own text in it, until the next is. */
  readonly closed?: OneDraft;
}

/** Told apart from those of all other tabs. */
export function freshId(): string {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}

export function newDrafts(draft: OneDraft): Drafts {
  return { list: [draft], open: draft.id };
}

export function newDraft(id: string, text: string, origin: Origin): OneDraft {
  return { id, name: '', text, origin, given: origin.kind === 'own' ? '' : text, replaced: [] };
}

export function openDraft({ list, open }: Drafts): OneDraft {
  const found = list.find(({ id }) => id === open) ?? list[0];
  if (found === undefined) throw new Error('There is always a draft.');
  return found;
}

/** Whether the reader wrote what is there: then nothing may take its place for good. */
export function isOwn({ text, given }: OneDraft): boolean {
  return text.trim() !== '' && text !== given;
}

/** The reader typed, or undid. An own text that comes back need not be kept a second time. */
export function typed(drafts: Drafts, text: string): Drafts {
  const draft = openDraft(drafts);
  if (text === draft.text) return drafts;
  const { replaced } = draft;
  return changed(drafts, { text, replaced: replaced.at(-1) === text ? replaced.slice(0, -1) : replaced });
}

/**
 * Puts a text there. What comes from elsewhere gets a draft of its own beside the reader's own text; templates and what is edited again take
 * its place, and it can be put back.
 * @param id for a new draft, if there is to be one
 */
export function put(drafts: Drafts, text: string, origin: Origin, id: string): Drafts {
  const draft = openDraft(drafts);
  const own = isOwn(draft);
  const goesOn = origin.kind === draft.origin.kind && origin.title === draft.origin.title;
  const comesIn = origin.kind === 'link' || origin.kind === 'paste';
  if (own && comesIn && !goesOn && drafts.list.length < limits.drafts) {
    const fresh = newDraft(id, text, origin);
    return { ...drafts, list: [...drafts.list, fresh], open: fresh.id };
  }
  const replaced =
    own && text !== draft.text ? [...draft.replaced, draft.text].slice(-limits.replaced) : draft.replaced;
  return changed(drafts, { text, origin, given: origin.kind === 'own' ? '' : text, replaced });
}

/** The reader's own text that was replaced last comes back. */
export function putBack(drafts: Drafts): Drafts {
  const { replaced } = openDraft(drafts);
  const text = replaced.at(-1);
  if (text === undefined) return drafts;
  return changed(drafts, { text, origin: { kind: 'own' }, given: '', replaced: replaced.slice(0, -1) });
}

export function added(drafts: Drafts, draft: OneDraft): Drafts {
  return { ...drafts, list: [...drafts.list, draft], open: draft.id };
}

export function chosen(drafts: Drafts, id: string): Drafts {
  return drafts.list.some((draft) => draft.id === id) ? { ...drafts, open: id } : drafts;
}

export function named(drafts: Drafts, name: string): Drafts {
  return changed(drafts, { name: name.trim().slice(0, limits.draftName) });
}

/** Closes one; its neighbour opens. The last one stays. */
export function closed(drafts: Drafts, id: string): Drafts {
  const at = drafts.list.findIndex((draft) => draft.id === id);
  const gone = drafts.list[at];
  if (gone === undefined || drafts.list.length === 1) return drafts;
  const list = drafts.list.filter((draft) => draft !== gone);
  const open = drafts.open === id ? (list[Math.max(0, at - 1)]?.id ?? '') : drafts.open;
  return { ...drafts, list, open, ...(isOwn(gone) && { closed: gone }) };
}

/** The draft that was closed last is open again. */
export function reopened({ closed, ...drafts }: Drafts): Drafts {
  return closed === undefined ? drafts : added(drafts, closed);
}

function changed(drafts: Drafts, change: Partial<OneDraft>): Drafts {
  const draft = openDraft(drafts);
  return { ...drafts, list: drafts.list.map((each) => (each === draft ? { ...draft, ...change } : each)) };
}
