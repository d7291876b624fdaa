import type { RestartResult } from '../../sandbox/types.ts';

/** How an account's sign-in ended. */
export type SignIn =
  | { readonly account: string; readonly ok: true }
  | {
      readonly account: string;
      readonly ok: false;
      readonly jid: string;
      readonly plain: string;
      readonly condition?: string | undefined;
    };

/** A restart, and how those who were signed in fared after it. */
export type Restarted =
  | (RestartResult & { readonly ok: true; readonly changedLines: number; readonly signIns: Promise<readonly SignIn[]> })
  | (RestartResult & { readonly ok: false });

/** What is wrong or missing in a configuration, in plain words, and the change that fixes it. */
export interface Advice {
  readonly plain: string;
  readonly fix?: { readonly label: string; readonly config: string };
}
