/** What is asked of a check of recipes, and what comes of it. */
import type { RecipeStep } from '../../session/index.ts';
import type { Belongings } from './housekeeping.ts';
import type { Role } from './players.ts';

export interface Recipe {
  /** `recipes/ping` */
  readonly page: string;
  readonly steps: readonly RecipeStep[];
}

export interface RecipeOutcome {
  readonly page: string;
  readonly status: 'passed' | 'differs' | 'skipped';
  /** What differs, or why it was left out; in the recipes' names. */
  readonly reason?: string;
}

/** What was found before the first recipe: it says what can run, and whether anything would be lost. */
export interface Survey {
  /** Hosts of the recipes, and of the reader's server. */
  readonly hosts: Readonly<Record<string, string>>;
  readonly belongings: ReadonlyMap<Role, Belongings>;
  /** The first server lists no archive (XEP-0313). */
  readonly lacksArchive: boolean;
  /** Why nobody can register there; absent when somebody can. */
  readonly lacksRegistration?: string;
  /** Why recipes must not run with these accounts; absent when they may. */
  readonly objection?: string;
}

export interface CheckChoices {
  /** Whether recipes may make accounts, which are removed again. */
  readonly mayRegister: boolean;
}
