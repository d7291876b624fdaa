/** Who listens to a sandbox, on either side of the worker. */
import { callBack } from './call-back.ts';
import type { LogLine } from './types.ts';

/** Nobody may ever listen: more lines of the start than these are not kept. */
const mostStartLines = 1000;

type OnLog = (line: LogLine) => void;
type OnDeath = (server: string, why: string) => void;
type OnBusy = (seconds: number) => void;

/** Tells log lines and deaths of servers. Lines of the start wait for the first listener. What a listener throws harms no other. */
export class Listeners {
  readonly #onLog = new Set<OnLog>();
  readonly #onDeath = new Set<OnDeath>();
  readonly #onBusy = new Set<OnBusy>();
  #startLines: LogLine[] | null = [];

  /** Returns the way to stop. */
  onLog(callback: OnLog): () => void {
    this.#onLog.add(callback);
    for (const line of this.#startLines ?? []) callBack(callback, line);
    this.#startLines = null;
    return () => this.#onLog.delete(callback);
  }

  /** Returns the way to stop. */
  onDeath(callback: OnDeath): () => void {
    this.#onDeath.add(callback);
    return () => this.#onDeath.delete(callback);
  }

  /** Returns the way to stop. */
  onBusy(callback: OnBusy): () => void {
    this.#onBusy.add(callback);
    return () => this.#onBusy.delete(callback);
  }

  tellBusy(seconds: number): void {
    for (const callback of this.#onBusy) callBack(callback, seconds);
  }

  tellLog(line: LogLine): void {
    if (this.#startLines !== null && this.#startLines.length < mostStartLines) this.#startLines.push(line);
    for (const callback of this.#onLog) callBack(callback, line);
  }

  tellDeath(server: string, why: string): void {
    for (const callback of this.#onDeath) callBack(callback, server, why);
  }
}
