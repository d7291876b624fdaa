/** What a worker is asked. `call` tells answers apart. */
interface Call {
  readonly call: number;
}

type Asked<Request> = Request extends unknown ? Omit<Request, 'call'> : never;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Asks a worker that answers each question with `{ call, answer }`. It is started with the first one. */
export class Calls<Request extends Call> {
  readonly #start: () => Worker;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #calls = 0;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** The answer fails when the worker does, as it does when its code could not be loaded; the next question starts another one. */
  ask(request: Asked<Request>): { readonly call: number; readonly answer: Promise<unknown> } {
    this.#worker ??= this.#begin();
    this.#calls += 1;
    const call = this.#calls;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(call, { resolve, reject }));
    this.#worker.postMessage({ ...request, call });
    return { call, answer };
  }

  #begin(): Worker {
    const worker = this.#start();
    worker.addEventListener('message', ({ data }: MessageEvent<{ call: number; answer: unknown }>) => {
      this.#waiting.get(data.call)?.resolve(data.answer);
      this.#waiting.delete(data.call);
    });
    worker.addEventListener('error', ({ message }) => {
      this.#worker = undefined;
      worker.terminate();
      for (const { reject } of this.#waiting.values()) reject(new Error(message || 'A worker could not be started.'));
      this.#waiting.clear();
    });
    return worker;
  }
}
