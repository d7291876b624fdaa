/** The door of the lesson room, as types: what a page means. Pure: text in, data out. CONTRIBUTING.md, "Rooms". */
import type * as stanza from '../../playground/stanza/index.ts';

import type { Drill, MachineDrill } from './drill/types.ts';
import type { RecipeServer, ServerName } from './servers.ts';
import type { Stage } from './stages.ts';
import type { Tier } from './tiers.ts';

export type { Drill, MachineDrill } from './drill/types.ts';
export type { RecipeServer, ServerName } from './servers.ts';
export type { Stage } from './stages.ts';
export type { Tier } from './tiers.ts';

/**
 * `lesson`: stanzas as in a recipe, and goals that the reader reaches. `drill`: a fault to find, in the sandbox of the tab
 * (`Lesson.drill`) or on machines, where it is run like a guide.
 */
export type PageKind = 'guide' | 'recipe' | 'lesson' | 'drill' | 'page';

/** A download that the page's own commands make: the real address, and the sum when one is published. */
export interface Download {
  readonly url: string;
  /** Lower-case hex; absent until a run with internet pins it. */
  readonly sha256?: string;
}

/**
 * What a step of a drill on machines is for. A step without one searches, or does what is good to have afterwards. The run of the
 * solution takes `broken`, each `check`, the steps without a part and `fix` in the order of the page, and each `check` again.
 */
export type DrillPart = 'broken' | 'check' | 'wrong' | 'fix';

interface StepBase {
  /** `s1`, `s2`, ... in the order of the page; `s3-before` of a drill's check that has to fail before the fix. */
  readonly id: string;
  /** Line of the opening fence in the page's file, from 1. */
  readonly line: number;
  /** Offset of the opening fence in the page's text (UTF-16 code units): how the site and `rewrite` find its block. */
  readonly fence: number;
  /** The nearest heading above, as plain text; '' when there is none. */
  readonly heading: string;
  /** Folded: a check that changes nothing, or what `lab` says. */
  readonly hidden: boolean;
  /** A fault made on purpose, or what undoes one: no reader with users should do it. */
  readonly drill?: boolean;
  readonly part?: DrillPart;
  /** Of a wrong fix: what somebody does. All its steps have the same words. */
  readonly wrong?: string;
  /** What the lab does in the place of somebody else (a friend, a registry): `the friend has an account`. Always folded. */
  readonly lab?: string;
  /** The servers whose readers do this step, on a page about several. */
  readonly for?: readonly ServerName[];
  /** Why this step is not run, from `skip="..."`. */
  readonly skip?: string;
}

/**
 * What is typed at one prompt. Written in the fence as `answers="Password: -> rosaline | Retype -> rosaline"`: answers are
 * separated by ` | `, and what stands before ` -> ` is the prompt. Without ` -> ` the answer is typed as soon as the program waits
 * for input. Nothing after ` -> ` is Enter alone. `^C` and `^D` alone are those keys, without Enter.
 */
export interface Answer {
  /** Must appear, literally, in what was printed since the answer before; absent: whenever the program waits for input. */
  readonly prompt?: string;
  /** As the reader sees it: `rosaline`, '' for Enter alone, `^D`. */
  readonly text: string;
  /** The exact characters that go to the terminal: `rosaline\r`, `\r`, `\u0004`. */
  readonly typed: string;
  /** The prompt asks for a password: the reader chooses one, `text` is only the lab's. */
  readonly secret?: boolean;
}

/** What a step must print: `...` stands for whole lines, `[..]` inside a line (section 3). */
export interface ExpectedOutput {
  readonly text: string;
  readonly line: number;
  readonly fence: number;
  readonly hidden: boolean;
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
  /** In the order of the prompts. */
  readonly answers: readonly Answer[];
  readonly output?: ExpectedOutput;
  /** Of a drill's check while the fault is there: it must not hold, however often it is tried within its time. */
  readonly fails?: true;
}

export interface FileStep extends StepBase {
  readonly kind: 'file';
  /** Absolute, or starting with `~/`: the home of `as`. */
  readonly path: string;
  readonly language: string;
  /** Ends with a line feed, unless it is empty. */
  readonly content: string;
  readonly on: string;
  /** Who writes it and so owns it where `owner` does not say otherwise; root by default. */
  readonly as: string;
  /** Octal digits: `0640`. */
  readonly mode?: string;
  /** `root:prosody`. */
  readonly owner?: string;
}

/** A unified diff, applied without fuzz. */
export interface PatchStep extends StepBase {
  readonly kind: 'patch';
  readonly path: string;
  /** Ends with a line feed. */
  readonly diff: string;
  readonly on: string;
  readonly as: string;
}

export interface DnsRecord {
  /** Absolute, with the final dot. */
  readonly name: string;
  readonly ttl: number;
  readonly type: string;
  /** As a zone file writes it, names absolute. */
  readonly data: string;
}

/**
 * Records that the lab's DNS serves from then on. A set of records (one name, one type) takes the place of the set that an
 * earlier block gave; with `remove` the sets that are named are taken away.
 */
export interface ZoneStep extends StepBase {
  readonly kind: 'zone';
  readonly remove: boolean;
  readonly text: string;
  readonly records: readonly DnsRecord[];
}

export type ClickRole = 'button' | 'link' | 'tab' | 'radio' | 'checkbox' | 'menuitem';

/**
 * `label` is an accessible name (of a control), or, where the page gives it none, the visible text beside it. `nth`, from 2:
 * the second, third or fourth control of that name on the page; a field without a name of its own that follows the
 * named one counts as its second.
 */
export type BrowserAction =
  | { readonly verb: 'open'; readonly url: string }
  | { readonly verb: 'click'; readonly role?: ClickRole; readonly nth?: number; readonly label: string }
  | {
      readonly verb: 'fill';
      readonly nth?: number;
      readonly label: string;
      readonly value: string;
      readonly secret?: boolean;
    }
  | { readonly verb: 'choose'; readonly label: string; readonly option: string }
  | { readonly verb: 'tick' | 'untick'; readonly label: string }
  | { readonly verb: 'see'; readonly words: string; readonly within?: number }
  | { readonly verb: 'upload'; readonly label: string; readonly path: string }
  /** Screenshots of this block hide that part: it changes from run to run. */
  | { readonly verb: 'mask'; readonly label: string };

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

/** A stanza of a page, sent as it is. */
export interface SendStep extends StepBase, stanza.SendStep {
  /** Of a lesson: one way to reach the goal below it. Folded, because the reader is to find one. */
  readonly solution?: true;
}

/** A stanza that must arrive. */
export interface ReceiveStep extends StepBase, stanza.ReceiveStep {
  /** Of a lesson: what the reader makes the server send, by a stanza of their own. */
  readonly goal?: true;
}

/** A block that is never run and says why: an example of xml or a configuration's excerpt in a page that runs. */
export interface ShownStep extends StepBase, stanza.ShownStep {
  readonly language: string;
  readonly text: string;
  readonly skip: string;
}

/** What a recipe is made of: the session room plays these as they are. */
export type RecipeStep = SendStep | ReceiveStep | ShownStep;

export type Step = ShellStep | FileStep | PatchStep | ZoneStep | BrowserStep | RecipeStep;

/** A sentence about one or more places where servers answer differently. */
export interface Explanation {
  /** Whose answers it is about. */
  readonly servers: readonly RecipeServer[];
  /** Ids of the blocks whose answer differs; absent: all. */
  readonly steps?: readonly string[] | undefined;
  /** Paths in the answer, `*` for any text; absent: it is about the expected answer that did not come. */
  readonly where?: readonly string[] | undefined;
  /** The specification allows both; the server deviates from it; the guide leaves it that way. */
  readonly verdict: 'allowed' | 'deviation' | 'setting';
  /** Who deviates; absent: `servers`. */
  readonly deviates?: readonly RecipeServer[] | undefined;
  /** Some runs show it and others do not. */
  readonly sometimes?: boolean | undefined;
  /** `XEP-0045 section 7.2.5`; there unless it is a setting. */
  readonly specification?: string | undefined;
  readonly says: string;
}

export interface Lesson {
  /** The page's slug: `guides/prosody/install`; of one of its runs, `guides/prosody/install@reader`. */
  readonly slug: string;
  readonly kind: PageKind;
  readonly title: string;
  /** Starlight's own key: one sentence under the title. */
  readonly description?: string;
  /** Starlight's own key `sidebar: { order }`: the place among the pages of its kind; those without come last. */
  readonly order?: number;
  /** Starlight's own key: not published, so it is run only when it is named. */
  readonly draft?: boolean;
  readonly server?: ServerName;
  /** Slug of the page whose machines this one starts from. */
  readonly after?: string;
  /** In the place of `after`, of a page about several servers: the page that each of them starts from. */
  readonly afters?: Readonly<Partial<Record<ServerName, string>>>;
  /** This is the reader's path through the page: see `runsOf`. */
  readonly reader?: boolean;
  /** When an operator needs it: of every guide and drill, and of pages that are listed among them. */
  readonly stage?: Stage;
  /** What somebody who needs this page would say is wrong, in their own words. */
  readonly symptoms?: readonly string[];
  /** Machine name to image or role: `{ server: 'debian-13', friend: 'prosody' }`. */
  readonly machines: Readonly<Record<string, string>>;
  readonly downloads: readonly Download[];
  readonly steps: readonly Step[];
  /** Of a lesson: how long it is planned to take. */
  readonly minutes?: number;
  /** Of a recipe: its part of the learning path. */
  readonly tier?: Tier;
  /** Of a recipe or a lesson: what defines its stanzas, such as `XEP-0199`. */
  readonly specifications?: readonly string[];
  /** Of a recipe: why servers answer differently. No part of the hash: a sentence changes no answer. */
  readonly differences?: readonly Explanation[];
  /** Of a drill in the tab; its page has no steps. */
  readonly drill?: Drill;
  /** Of a drill on machines: what the user said, and hints. */
  readonly told?: MachineDrill;
  /** This is a drill's run of a wrong fix, in these words. */
  readonly tried?: string;
  /** sha256 in hex of all that a run depends on (steps, machines, after, downloads), not of the prose. */
  readonly hash: string;
}

export interface LessonError {
  readonly path: string;
  readonly line: number;
  /** What is wrong and what to write instead. */
  readonly plain: string;
}
