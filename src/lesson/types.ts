/** The door of the lesson room, as types: what a page means. Pure: text in, data out. DESIGN.md section 3. */

export type PageKind = 'guide' | 'recipe' | 'drill' | 'page';
export type ServerName = 'prosody' | 'ejabberd' | 'openfire';

/** A download that the page's own commands make: the real address, and the sum when one is published. */
export interface Download {
  readonly url: string;
  /** Lower-case hex; absent until a run with internet pins it. */
  readonly sha256?: string;
}

interface StepBase {
  /** `s1`, `s2`, ... in the order of the page. */
  readonly id: string;
  /** Line of the opening fence in the page's file, from 1. */
  readonly line: number;
  /** Which fenced block of the page this is, counting all fences from 0: how the site finds the step of a block. */
  readonly fence: number;
  /** The nearest heading above, as plain text; '' when there is none. */
  readonly heading: string;
  readonly hidden: boolean;
  /** Why this step is not run, from `skip="..."`. */
  readonly skip?: string;
}

/** What a step must print: `...` stands for whole lines, `[..]` inside a line (section 3). */
export interface ExpectedOutput {
  readonly text: string;
  readonly line: number;
  readonly fence: number;
}

/** bash, verbatim, in a terminal; exit status and output checked. */
export interface ShellStep extends StepBase {
  readonly kind: 'shell';
  readonly command: string;
  /** Expected exit status. */
  readonly exit: number;
  /** Machine. */
  readonly on: string;
  readonly as: string;
  /** Retry until it holds, at most so many milliseconds. */
  readonly within?: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** Typed one after the other, each with Enter, when the program waits for input. */
  readonly answers: readonly string[];
  readonly output?: ExpectedOutput;
}

export interface FileStep extends StepBase {
  readonly kind: 'file';
  readonly path: string;
  readonly language: string;
  readonly content: string;
  readonly on: string;
  /** Octal digits: `0640`. */
  readonly mode?: string;
  /** `root:prosody`. */
  readonly owner?: string;
}

/** A unified diff, applied without fuzz. */
export interface PatchStep extends StepBase {
  readonly kind: 'patch';
  readonly path: string;
  readonly diff: string;
  readonly on: string;
}

export interface DnsRecord {
  /** Absolute, with the final dot. */
  readonly name: string;
  readonly ttl: number;
  readonly type: string;
  /** As a zone file writes it, names absolute. */
  readonly data: string;
}

export interface ZoneStep extends StepBase {
  readonly kind: 'zone';
  readonly text: string;
  readonly records: readonly DnsRecord[];
}

export type BrowserAction =
  | { readonly verb: 'open'; readonly url: string }
  | { readonly verb: 'click'; readonly role?: string; readonly label: string }
  | { readonly verb: 'fill'; readonly label: string; readonly value: string }
  | { readonly verb: 'choose'; readonly label: string; readonly option?: string }
  | { readonly verb: 'tick' | 'untick'; readonly label: string }
  | { readonly verb: 'see'; readonly text: string; readonly within?: number }
  | { readonly verb: 'upload'; readonly label: string; readonly path: string };

export type BrowserInstruction = BrowserAction & {
  /** The instruction as written, for the reader, the screenshot's alternative text and failures. */
  readonly text: string;
  readonly line: number;
};

export interface BrowserStep extends StepBase {
  readonly kind: 'browser';
  readonly instructions: readonly BrowserInstruction[];
  readonly on: string;
}

export interface SendStep extends StepBase {
  readonly kind: 'send';
  readonly as: string;
  readonly xml: string;
}

export interface ReceiveStep extends StepBase {
  readonly kind: 'receive';
  readonly as: string;
  readonly xml: string;
  /** Milliseconds to wait at most. */
  readonly within: number;
  /** Nothing but what is written may be there. */
  readonly exact: boolean;
  /** No stanza may arrive in that time that matches (or, with an empty block, none at all). */
  readonly nothing: boolean;
}

export type Step = ShellStep | FileStep | PatchStep | ZoneStep | BrowserStep | SendStep | ReceiveStep;

export interface Lesson {
  /** The page's slug: `guides/prosody/install`. */
  readonly slug: string;
  readonly kind: PageKind;
  readonly title: string;
  readonly server?: ServerName;
  /** Slug of the page whose machines this one starts from. */
  readonly after?: string;
  /** Machine name to image or role: `{ server: 'debian-13', friend: 'prosody' }`. */
  readonly machines: Readonly<Record<string, string>>;
  readonly downloads: readonly Download[];
  readonly steps: readonly Step[];
  /** sha256 in hex of all that a run depends on (steps, machines, after, downloads), not of the prose. */
  readonly hash: string;
}

export interface LessonError {
  readonly path: string;
  readonly line: number;
  /** What is wrong and what to write instead. */
  readonly plain: string;
}
