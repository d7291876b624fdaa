/** What the page and the worker say to each other. Both sides treat an unknown message as an error. */
import type { DataChanges } from '../engine/engine.ts';
import type {
  CheckKind,
  CheckReport,
  DnsTable,
  LogLine,
  Progress,
  RestartResult,
  SandboxOptions,
  StoredData,
} from '../types.ts';

/** Answered by one `answer` or `failure` of the same id. */
export type Request =
  | { readonly type: 'start'; readonly options: Omit<SandboxOptions, 'onProgress'> }
  /** `pipe` is the number that both sides give the connection. */
  | { readonly type: 'connect'; readonly server: string; readonly port: number; readonly pipe: number }
  | { readonly type: 'restart'; readonly server: string; readonly config: string; readonly keepData: boolean }
  | { readonly type: 'shell'; readonly server: string; readonly line: string }
  | { readonly type: 'check'; readonly server: string; readonly what: CheckKind }
  | { readonly type: 'set-dns'; readonly dns: DnsTable }
  | { readonly type: 'data-of'; readonly server: string }
  | { readonly type: 'advance'; readonly seconds: number }
  | { readonly type: 'stop' };

export type ToWorker =
  | (Request & { readonly id: number })
  | { readonly type: 'send'; readonly pipe: number; readonly bytes: Uint8Array }
  | { readonly type: 'close'; readonly pipe: number }
  /** Ends the shell command that was asked for with this id. */
  | { readonly type: 'end-shell'; readonly id: number }
  /** Ends the move of the clock that is under way. */
  | { readonly type: 'stop-advance' }
  | { readonly type: 'heartbeat' };

export type Answer = RestartResult | StoredData | CheckReport | string | number | null;

export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly value: Answer }
  | { readonly type: 'failure'; readonly id: number; readonly message: string }
  /** `bytes` is null when the server closed the connection. */
  | { readonly type: 'data'; readonly pipe: number; readonly bytes: Uint8Array | null }
  | { readonly type: 'log'; readonly lines: readonly LogLine[] }
  | { readonly type: 'death'; readonly server: string; readonly why: string }
  | { readonly type: 'progress'; readonly progress: Progress }
  /** What the shell command of this id printed, piece by piece. */
  | { readonly type: 'shell-output'; readonly id: number; readonly pieces: readonly string[] }
  /** Seconds that the clock has moved so far. */
  | { readonly type: 'advanced'; readonly seconds: number }
  /** What a server has stored since the last such message: it outlives the worker. */
  | ({ readonly type: 'stored'; readonly server: string } & DataChanges)
  | { readonly type: 'heartbeat' };

/** For the end of an exhaustive switch over messages. */
export function unknownMessage(message: never): never {
  throw new Error(`The sandbox got a message that it does not know: ${JSON.stringify(message)}`);
}
