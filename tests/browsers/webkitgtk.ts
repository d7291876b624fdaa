/**
 * WebKitGTK, the engine of GNOME's browser and the nearest to Safari's that Debian has: its MiniBrowser, by WebKitWebDriver, on a
 * screen that nobody sees.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { findMiniBrowser } from '../../src/commands/index.ts';
import { freePort } from '../sandbox/native.ts';
import type { Hands } from './hands.ts';
import { clicked, newSession, pressed, typed } from './webdriver.ts';

async function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const gone = once(program, 'exit');
  program.kill();
  await gone;
}

/** Rejects with what the program said when it ends instead. */
async function orEnd<Value>(program: ChildProcess, name: string, value: Promise<Value>): Promise<Value> {
  const ended = once(program, 'exit').then(() => {
    throw new Error(`${name} ended before it was ready.`);
  });
  return Promise.race([value, ended]);
}

/** @returns the screen's name for DISPLAY */
async function openScreen(width: number, height: number): Promise<{ name: string; program: ChildProcess }> {
  // It chooses a free number itself, and writes it to the fourth stream when clients may come.
  const args = ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'];
  const program = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = await orEnd(program, 'Xvfb', once(program.stdio[3] as Readable, 'data'));
  return { name: `:${String(number).trim()}`, program };
}

/** The driver prints nothing: it is there when it answers. */
async function untilItAnswers(driver: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${driver}/status`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

declare global {
  var complaints: string[] | undefined;
}

/**
 * Runs in the page, once it has loaded: what it complained about before that is not heard. The driver has no way to ask (no WebDriver
 * BiDi, and MiniBrowser's `--enable-write-console-messages-to-stdout` does nothing in a window that is automated).
 */
function listen(): void {
  const complaints: string[] = [];
  globalThis.complaints = complaints;
  addEventListener('error', ({ message }) => {
    // No exception: sizes that changed while rows were measured come with the next frame. Other browsers keep it from their consoles.
    if (!message.startsWith('ResizeObserver loop')) complaints.push(`exception: ${message}`);
  });
  addEventListener('unhandledrejection', ({ reason }) => complaints.push(`rejection: ${reason}`));
  addEventListener('securitypolicyviolation', (event) =>
    complaints.push(`blocked: ${(event as SecurityPolicyViolationEvent).blockedURI}`),
  );
  for (const level of ['error', 'warn'] as const) {
    const say = console[level];
    console[level] = (...words: unknown[]) => {
      complaints.push(`console: ${words.join(' ')}`);
      say(...words);
    };
  }
}

const takeComplaints = (): string[] => globalThis.complaints?.splice(0) ?? [];

export async function openWebKitGtk(window: { readonly width: number; readonly height: number }): Promise<Hands> {
  const browser = findMiniBrowser();
  if (browser === undefined) throw new Error('There is no WebKitGTK. "npm test -- --needs WebKitGTK" gets it.');
  const screen = await openScreen(window.width, window.height);
  const folder = mkdtempSync(join(tmpdir(), 'stanzabox-webkit-'));
  const port = await freePort();
  const env = { ...process.env, DISPLAY: screen.name, LC_ALL: 'C.UTF-8', HOME: folder, XDG_RUNTIME_DIR: folder };
  const program = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' });
  const driver = `http://127.0.0.1:${port}`;
  await orEnd(program, 'WebKitWebDriver', untilItAnswers(driver));
  const session = await newSession(driver, {
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
  });
  await session.ask('POST', '/window/rect', window);
  const act = async (body: object): Promise<void> => void (await session.ask('POST', '/actions', body));
  const ask: Hands['ask'] = (run, ...args) =>
    session.ask('POST', '/execute/sync', { script: `return (${run}).apply(null, arguments)`, args }) as never;
  const heard: string[] = [];
  /** What the page that is about to be left has complained about. */
  const hear = async (): Promise<void> => void heard.push(...(await ask(takeComplaints)));
  const leave = async (command: string, body: object): Promise<void> => {
    await hear();
    await session.ask('POST', command, body);
    await ask(listen);
  };
  return {
    goTo: (url) => leave('/url', { url }),
    reload: () => leave('/refresh', {}),
    ask,
    clickAt: (x, y) => act(clicked(x, y)),
    type: (text) => act(typed(text)),
    press: (...keys) => act(pressed(keys)),
    picture: async () => Buffer.from((await session.ask('GET', '/screenshot')) as string, 'base64'),
    async complaints() {
      await hear();
      return heard;
    },
    async close() {
      await session.ask('DELETE', '');
      await end(program);
      await end(screen.program);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
