import type { LogLevel, LogLine } from '../../sandbox/types.ts';
import { limits } from '../limits.ts';
import { Changes } from './changes.ts';

export interface LogEntry extends LogLine {
  readonly id: number;
}

export interface LogFilter {
  readonly level: LogLevel;
  /** One server's name, or '' for all. */
  readonly server: string;
  readonly search: string;
}

export const logLevels: readonly LogLevel[] = Object.freeze(['debug', 'info', 'warn', 'error'] as const);

export const defaultLogFilter: LogFilter = Object.freeze({ level: 'info', server: '', search: '' });

/** The latest lines of the servers' logs. Changes in place and is followed, as the journal is. */
export class LogBook {
  #lines: LogEntry[] = [];
  #cleared: LogEntry[] = [];
  #nextId = 1;
  readonly #changes = new Changes();

  get lines(): readonly LogEntry[] {
    this.#changes.follow();
    return this.#lines;
  }

  append(lines: readonly LogLine[]): void {
    for (const line of lines) {
      this.#lines.push({ ...line, id: this.#nextId });
      this.#nextId += 1;
    }
    // Old lines go a tenth at a time, so that not every line moves all others.
    if (this.#lines.length > limits.log * 1.1) this.#lines = this.#lines.slice(-limits.log);
    this.#changes.tell();
  }

  /** How many lines the last `clear` took away, until they are brought back. */
  get cleared(): number {
    this.#changes.follow();
    return this.#cleared.length;
  }

  clear(): void {
    if (this.#lines.length === 0) return;
    this.#cleared = this.#lines;
    this.#lines = [];
    this.#changes.tell();
  }

  /** Brings back what the last `clear` took away, before what came since. */
  restore(): void {
    this.#lines = [...this.#cleared, ...this.#lines].slice(-limits.log);
    this.#cleared = [];
    this.#changes.tell();
  }
}

export function filterLog(lines: readonly LogEntry[], { level, server, search }: LogFilter): LogEntry[] {
  const least = logLevels.indexOf(level);
  const word = search.trim().toLowerCase();
  return lines.filter(
    (line) =>
      logLevels.indexOf(line.level) >= least &&
      (server === '' || line.server === server) &&
      (word === '' || `${line.source} ${line.text}`.toLowerCase().includes(word)),
  );
}
