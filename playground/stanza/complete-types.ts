import type { Edit } from './finding.ts';

/** What runs now, as far as completion can use it. All of it is offered as it is here. */
export interface CompletionWorld {
  /** How far the connection is that will send: before a resource is bound other elements than stanzas belong on the stream. */
  readonly connection: 'bound' | 'signed-in' | 'stream' | 'component' | 'websocket';
  /** The full address that will send, when it is known. */
  readonly jid?: string | undefined;
  /** The most likely first. */
  readonly addresses: readonly KnownAddress[];
  /** Names of nodes that were seen. */
  readonly nodes: readonly string[];
  /** Ids of messages that others can refer to, the latest first. */
  readonly messages: readonly { readonly id: string; readonly words: string }[];
  /** Whole stanzas. `{id}` in them becomes a fresh one. */
  readonly templates: readonly { readonly title: string; readonly group: string; readonly text: string }[];
  readonly freshId: () => string;
}

export interface KnownAddress {
  readonly jid: string;
  readonly kind: 'account' | 'device' | 'server' | 'service' | 'room' | 'occupant' | 'other';
}

export type SuggestionKind =
  | 'element'
  | 'attribute'
  | 'value'
  | 'namespace'
  | 'address'
  | 'text'
  | 'closing'
  | 'template';

export interface Suggestion {
  readonly kind: SuggestionKind;
  readonly label: string;
  /** What tells it apart from others of that name: a namespace, a kind of address. */
  readonly detail: string;
  readonly edits: readonly Edit[];
  /** What is selected then, in the text after the edits. */
  readonly select: readonly [start: number, end: number];
  /** Something is to be written there, so that suggestions can follow. */
  readonly goesOn: boolean;
  /** What it is for, and where that is specified. */
  readonly sentence: string;
  readonly specification: string;
}

export interface Completion {
  /** What is being written: the name of a new element, an end tag, an attribute, its value, or what is between tags. */
  readonly kind: 'open' | 'close' | 'attribute' | 'value' | 'content';
  /** What the suggestions are for: where the word under the caret begins, and what of it is written before the caret. */
  readonly from: number;
  readonly written: string;
  readonly suggestions: readonly Suggestion[];
}
