/** The page's side of the worker, with a worker that the test plays. (The real one is in browser.test.ts.) */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { clientPort } from '../../playground/cast.ts';
import { montague } from '../../playground/sandbox/config.ts';
import type { LogLine } from '../../playground/sandbox/types.ts';
import type { FromWorker, ToWorker } from '../../playground/sandbox/worker/messages.ts';
import { RemoteSandbox, type WorkerLike } from '../../playground/sandbox/worker/remote-sandbox.ts';

class PlayedWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  readonly heard: ToWorker[] = [];
  isTerminated = false;

  postMessage(message: ToWorker): void {
    this.heard.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(message: FromWorker): void {
    this.onmessage?.call(this as unknown as Worker, new MessageEvent('message', { data: message }));
  }

  answerLast(): void {
    const last = this.heard.at(-1);
    if (last && 'id' in last) this.say({ type: 'answer', id: last.id, value: null });
  }
}

const line: LogLine = { server: montague.name, level: 'info', source: 'c2s', text: 'Client connected', at: 0 };
let worker: PlayedWorker;
let sandbox: RemoteSandbox;

beforeEach(async () => {
  vi.useFakeTimers();
  worker = new PlayedWorker();
  const starting = RemoteSandbox.start(worker, { servers: [montague], onProgress: () => {} });
  worker.say({ type: 'log', lines: [line] });
  worker.answerLast();
  sandbox = await starting;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a function does not travel to the worker, the servers do', () => {
  expect(worker.heard[0]).toMatchObject({ type: 'start', options: { servers: [montague] } });
  expect(() => structuredClone(worker.heard[0])).not.toThrow();
});

test('a message that nobody knows is an error', () => {
  expect(() => worker.say({ type: 'rumour' } as unknown as FromWorker)).toThrow('does not know: {"type":"rumour"}');
});

test('lines of the start wait for the first listener', () => {
  const lines: LogLine[] = [];
  sandbox.onLog((got) => lines.push(got));
  expect(lines).toEqual([line]);
});

test('a listener that throws keeps no line from the others, also of the start', () => {
  const reported: unknown[] = [];
  vi.stubGlobal('queueMicrotask', (report: () => void) => {
    try {
      report();
    } catch (error) {
      reported.push(error);
    }
  });
  const lines: LogLine[] = [];
  expect(() =>
    sandbox.onLog(() => {
      throw new Error('This listener is broken.');
    }),
  ).not.toThrow();
  sandbox.onLog((got) => lines.push(got));
  worker.say({ type: 'log', lines: [line] });
  expect(lines).toEqual([line]);
  expect(reported).toHaveLength(2);
});

test('bytes that come before anybody listens are not lost', async () => {
  const connecting = sandbox.connect(montague.name, clientPort);
  const request = worker.heard.at(-1);
  const number = request?.type === 'connect' ? request.pipe : 0;
  worker.answerLast();
  worker.say({ type: 'data', pipe: number, bytes: Uint8Array.of(1, 2) });
  const pipe = await connecting;
  const got: (Uint8Array | null)[] = [];
  pipe.onData = (bytes) => got.push(bytes);
  worker.say({ type: 'data', pipe: number, bytes: null });
  expect(got).toEqual([Uint8Array.of(1, 2), null]);
  pipe.send(Uint8Array.of(3));
  expect(worker.heard.at(-1)).toEqual({ type: 'send', pipe: number, bytes: Uint8Array.of(3) });
});

test('a refusal arrives as an error in its own words', async () => {
  const asking = sandbox.shell(montague.name, 'help');
  const request = worker.heard.at(-1);
  worker.say({ type: 'failure', id: request && 'id' in request ? request.id : 0, message: 'There is no shell.' });
  await expect(asking).rejects.toThrow('There is no shell.');
});

/** How often the worker was asked in so many seconds; it answers each time. */
function questionsIn(seconds: number): number {
  let questions = 0;
  for (let second = 0; second < seconds; second++) {
    const before = worker.heard.length;
    vi.advanceTimersByTime(1000);
    for (const { type } of worker.heard.slice(before)) {
      expect(type).toBe('heartbeat');
      questions += 1;
      worker.say({ type: 'heartbeat' });
    }
  }
  return questions;
}

test('a worker is asked once after something was said, each second while an answer is owed, and else left to sleep', async () => {
  expect(questionsIn(100)).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
  worker.say({ type: 'log', lines: [line] });
  expect(questionsIn(100)).toBe(1);
  const asking = sandbox.shell(montague.name, 'help');
  const request = worker.heard.at(-1);
  expect(questionsIn(100)).toBe(100);
  worker.say({ type: 'answer', id: request && 'id' in request ? request.id : 0, value: 'helped' });
  await expect(asking).resolves.toBe('helped');
  expect(questionsIn(100)).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
  expect(worker.isTerminated).toBe(false);
});

test('what had been stored is known also of a worker that hung while nobody spoke to it', async () => {
  const file = ['/var/lib/prosody/a.dat', Uint8Array.of(1)] as const;
  worker.say({ type: 'stored', server: montague.name, isFirst: true, files: [file], gone: [] });
  expect(questionsIn(10)).toBe(1);
  const asking = sandbox.data(montague.name);
  vi.advanceTimersByTime(21_000);
  expect([...(await asking)]).toEqual([file]);
  expect(worker.isTerminated).toBe(true);
});

test('a worker that falls silent is ended, and everybody is told', async () => {
  const deaths: string[] = [];
  sandbox.onDeath((server, why) => deaths.push(`${server}: ${why}`));
  const asking = sandbox.shell(montague.name, 'help');
  vi.advanceTimersByTime(21_000);
  await expect(asking).rejects.toThrow(/one piece of work for 20 seconds .* endless loop\?$/);
  expect(worker.isTerminated).toBe(true);
  expect(deaths).toEqual([expect.stringContaining('is there an endless loop?')]);
  await expect(sandbox.shell(montague.name, 'help')).rejects.toThrow('not running any more');
});

test('while the worker is busy everybody is told for how long, and when it is over', async () => {
  const told: number[] = [];
  sandbox.onBusy((seconds) => told.push(seconds));
  vi.advanceTimersByTime(3000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(told).toEqual([3, 4]);
  worker.say({ type: 'heartbeat' });
  expect(told).toEqual([3, 4, 0]);
});

test('a busy sandbox can be stopped at once, and what its servers had stored is known', async () => {
  const files = (text: string) => [['/var/lib/prosody/a.dat', new TextEncoder().encode(text)]] as const;
  worker.say({ type: 'stored', server: montague.name, isFirst: true, files: files('before'), gone: [] });
  worker.say({ type: 'stored', server: montague.name, isFirst: false, files: files('after'), gone: [] });
  vi.advanceTimersByTime(5000);
  await sandbox.stop();
  expect(worker.isTerminated).toBe(true);
  const stored = await sandbox.data(montague.name);
  expect([...stored].map(([path, content]) => [path, new TextDecoder().decode(content)])).toEqual([
    ['/var/lib/prosody/a.dat', 'after'],
  ]);
});

test('a worker that cannot be loaded says so', async () => {
  const other = new PlayedWorker();
  const starting = RemoteSandbox.start(other, { servers: [montague] });
  other.onerror?.call(other as unknown as Worker, new Event('error') as ErrorEvent);
  await expect(starting).rejects.toThrow('could not be loaded');
});
