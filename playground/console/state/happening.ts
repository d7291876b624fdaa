import type { HttpHappening } from '../http/happenings.ts';
import { spanOf } from './units.ts';

/**
 * What happens between the texts on the wire, as rows of the transcript: without them the stanzas of one server run on
 * into those of the next, and a clock that was moved leaves no trace.
 */
export type Happening =
  | HttpHappening
  | { readonly kind: 'signed-in'; readonly account: string; readonly jid: string; readonly mechanism?: string }
  | { readonly kind: 'sign-in-failed'; readonly account: string; readonly plain: string }
  /** `plain` says why; '' when the reader ended it. */
  | { readonly kind: 'stream-ended'; readonly account: string; readonly plain: string }
  | {
      readonly kind: 'restarted';
      readonly server: string;
      readonly milliseconds: number;
      /** Lines of the configuration that are not those of the start before. */
      readonly changedLines: number;
    }
  | { readonly kind: 'clock'; readonly seconds: number }
  | { readonly kind: 'scene'; readonly servers: readonly string[] }
  | { readonly kind: 'server-ended'; readonly server: string; readonly why: string };

/** What a row says. */
export function happeningWords(happening: Happening): string {
  switch (happening.kind) {
    case 'signed-in': {
      const by = happening.mechanism === undefined ? '' : ` (${happening.mechanism})`;
      return `${happening.account} signed in as ${happening.jid}${by}`;
    }
    case 'sign-in-failed':
      return sentence(`${happening.account} could not sign in`, happening.plain);
    case 'stream-ended':
      return sentence(`${happening.account}: the stream ended`, happening.plain);
    case 'restarted': {
      const { server, milliseconds, changedLines } = happening;
      const lines = changedLines === 1 ? '1 changed line' : `${changedLines} changed lines`;
      const what = changedLines === 0 ? 'the same configuration' : lines;
      return `${server} restarted with ${what} in ${Math.round(milliseconds)} ms`;
    }
    case 'clock':
      return `Clock moved forward by ${spanOf(happening.seconds)}`;
    case 'scene':
      return happening.servers.length === 1
        ? `One server: ${happening.servers.join()}`
        : `${happening.servers.length} servers: ${happening.servers.join(', ')}`;
    case 'server-ended':
      return sentence(`${happening.server} ended`, happening.why);
    case 'http-request':
    case 'http-response':
    case 'http-failed':
      return happening.words;
    default:
      return happening satisfies never;
  }
}

/** Whether it is about something that went wrong. */
export function isTrouble(happening: Happening): boolean {
  const { kind } = happening;
  if (kind === 'http-response') return happening.status >= 400;
  return kind === 'sign-in-failed' || kind === 'server-ended' || kind === 'http-failed';
}

/** The account that it is about; '' when it is about all of them. */
export function accountOf(happening: Happening): string {
  return 'account' in happening ? happening.account : '';
}

function sentence(what: string, why: string): string {
  return why === '' ? what : `${what}: ${why}`;
}
