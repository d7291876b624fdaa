import { runInThisContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { aheadName } from '../../playground/sandbox/ahead-name.ts';
import { firstWorkerScript, takeFirstWorker } from '../../playground/sandbox/first-worker.ts';

class FakeWorker {
  readonly address: string;
  readonly options: WorkerOptions;
  onerror: () => void = () => {};

  constructor(address: string, options: WorkerOptions) {
    this.address = address;
    this.options = options;
  }
}

afterEach(() => {
  takeFirstWorker();
  vi.unstubAllGlobals();
});

function runHead(address: string): void {
  runInThisContext(firstWorkerScript(address));
}

test('the worker that the head made is handed over once', () => {
  vi.stubGlobal('Worker', FakeWorker);
  runHead('/base/worker.js');
  expect(takeFirstWorker()).toMatchObject({
    address: '/base/worker.js',
    options: { type: 'module', name: aheadName },
  });
  expect(takeFirstWorker()).toBeUndefined();
});

test('one that could not be loaded is not handed over', () => {
  vi.stubGlobal('Worker', FakeWorker);
  runHead('/worker.js');
  const { stanzaboxFirstWorker } = globalThis as { stanzaboxFirstWorker?: FakeWorker };
  stanzaboxFirstWorker?.onerror();
  expect(takeFirstWorker()).toBeUndefined();
});

test('a browser without workers gets none, and no error', () => {
  vi.stubGlobal('Worker', undefined);
  runHead('/worker.js');
  expect(takeFirstWorker()).toBeUndefined();
});
