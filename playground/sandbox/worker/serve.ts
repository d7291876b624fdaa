/// <reference lib="webworker" />
/** The worker's work: the sandbox in a thread of its own, spoken to by messages. */
import type { Files } from '../bundle-format.ts';
import { montague } from '../config.ts';
import { Images } from '../engine/images.ts';
import { LocalSandbox } from '../engine/local-sandbox.ts';
import { firstStart } from '../first-worker.ts';
import { ShippedImages } from '../image/shipped.ts';
import type { BytePipe, LogLine, Progress } from '../types.ts';
import { downloadBundle } from './download.ts';
import type { Early } from './early.ts';
import { type Answer, type FromWorker, type Request, type ToWorker, unknownMessage } from './messages.ts';

type StartOptions = Extract<Request, { type: 'start' }>['options'];

const coreUrl = new URL('../generated/prosody.bin', import.meta.url).href;
const moreUrl = new URL('../generated/prosody-more.bin', import.meta.url).href;
const newerUrl = new URL('../generated/prosody-newer.bin', import.meta.url).href;
const imageUrls: Readonly<Record<string, string>> = {
  'montague.example': new URL('../generated/image-montague.example.bin', import.meta.url).href,
  'capulet.example': new URL('../generated/image-capulet.example.bin', import.meta.url).href,
};

let tellProgress: (progress: Progress) => void = () => {};
const core = onRequest(coreUrl);
const more = onRequest(moreUrl);
const newer = onRequest(newerUrl);
const images = new Images();
let module: Promise<WebAssembly.Module>;
let shipped: ShippedImages;
let sandbox: LocalSandbox | null = null;
/** Made by the page's head: the servers of a first visit, started before anybody asks. */
let ahead: Promise<LocalSandbox> | null = null;
const pipes = new Map<number, BytePipe>();
/** Shell commands that run, by the id of the request. */
const shells = new Map<number, AbortController>();
let advancing: AbortController | null = null;
/** Milliseconds after the first connection, when a page has all that it needs at once. */
const IDLE = 5000;
let isPrepared = false;

function post(message: FromWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer });
}

/** Begins with what has been asked for already, and with what was said meanwhile. */
export function serve({ module: asked, image, messages }: Early): void {
  module = compileModule(asked);
  // A failure is reported to whoever asks.
  module.catch(() => {});
  let first = image;
  const load = (name: string): Promise<Files> => {
    const response = name === montague.name ? first : undefined;
    if (response) first = undefined;
    return downloadBundle(response ?? fetch(imageUrls[name] ?? ''), tell);
  };
  shipped = new ShippedImages(load, module);
  if (image) ahead = boot(firstStart);
  ahead?.catch(() => {});
  self.onmessage = ({ data }: MessageEvent<ToWorker>) => receive(data);
  for (const message of messages) receive(message);
}

function receive(message: ToWorker): void {
  switch (message.type) {
    case 'send':
      pipes.get(message.pipe)?.send(message.bytes);
      break;
    case 'close':
      pipes.get(message.pipe)?.close();
      pipes.delete(message.pipe);
      break;
    case 'heartbeat':
      for (const changes of sandbox?.dataChanges() ?? []) post({ type: 'stored', ...changes });
      post({ type: 'heartbeat' });
      break;
    case 'end-shell':
      shells.get(message.id)?.abort();
      break;
    case 'stop-advance':
      advancing?.abort();
      break;
    case 'start':
    case 'connect':
    case 'restart':
    case 'shell':
    case 'check':
    case 'set-dns':
    case 'data-of':
    case 'advance':
    case 'stop':
      answer(message).then(
        (value) => post({ type: 'answer', id: message.id, value }),
        (error: unknown) =>
          post({ type: 'failure', id: message.id, message: error instanceof Error ? error.message : String(error) }),
      );
      break;
    default:
      unknownMessage(message);
  }
}

async function answer(request: Request & { readonly id: number }): Promise<Answer> {
  if (request.type === 'start') {
    await start(request.options);
    return null;
  }
  if (!sandbox) throw new Error('The sandbox has not been started.');
  switch (request.type) {
    case 'connect': {
      const pipe = await sandbox.connect(request.server, request.port);
      // A server that woke does without the source; one with another configuration will not, nor without a network.
      if (!isPrepared) setTimeout(() => core().catch(() => {}), IDLE);
      isPrepared = true;
      pipes.set(request.pipe, pipe);
      pipe.onData = (bytes) => {
        post({ type: 'data', pipe: request.pipe, bytes }, bytes ? [bytes.buffer] : []);
        if (bytes === null) pipes.delete(request.pipe);
      };
      return null;
    }
    case 'restart':
      return sandbox.restart(request.server, request.config, { keepData: request.keepData });
    case 'shell':
      return shell(sandbox, request);
    case 'check':
      return sandbox.check(request.server, request.what);
    case 'set-dns':
      await sandbox.setDns(request.dns);
      return null;
    case 'data-of':
      return sandbox.data(request.server);
    case 'advance':
      advancing = new AbortController();
      return sandbox.advance(request.seconds, {
        signal: advancing.signal,
        onProgress: (seconds) => post({ type: 'advanced', seconds }),
      });
    case 'stop':
      await sandbox.stop();
      sandbox = null;
      return null;
    default:
      return unknownMessage(request);
  }
}

async function shell(
  sandbox: LocalSandbox,
  { id, server, line }: Extract<Request, { type: 'shell' }> & { readonly id: number },
): Promise<string> {
  const ending = new AbortController();
  shells.set(id, ending);
  let pieces: string[] = [];
  try {
    return await sandbox.shell(server, line, {
      signal: ending.signal,
      onOutput: (piece) => {
        // What is printed in one turn travels together.
        if (pieces.length === 0) {
          queueMicrotask(() => {
            post({ type: 'shell-output', id, pieces });
            pieces = [];
          });
        }
        pieces.push(piece);
      },
    });
  } finally {
    shells.delete(id);
  }
}

async function start(options: StartOptions): Promise<void> {
  tellProgress = (progress) => post({ type: 'progress', progress });
  sandbox = (await takeAhead(options)) ?? (await boot(options, log));
  tellProgress = () => {};
  sandbox.onDeath((server, why) => post({ type: 'death', server, why }));
}

async function boot(options: StartOptions, onLog?: (line: LogLine) => void): Promise<LocalSandbox> {
  // Loads while the module compiles.
  const found = options.servers.map(async (server) => (await shipped.find(server, options.pretendTls)) ?? core());
  await Promise.all(found);
  return LocalSandbox.start(
    { ...options, onProgress: tell },
    { core, more, newer, module: await module, shipped, images },
    onLog,
  );
}

/** For promises that are made before anybody listens. */
function tell(progress: Progress): void {
  tellProgress(progress);
}

/** Loads a bundle once, and again when that failed. */
function onRequest(url: string): () => Promise<Files> {
  let loaded: Promise<Files> | null = null;
  return () => {
    loaded ??= downloadBundle(fetch(url), tell).catch((error) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
}

/** What was started ahead, when it is what is asked for; else it makes room. */
async function takeAhead(options: StartOptions): Promise<LocalSandbox | null> {
  const begun = ahead;
  ahead = null;
  if (begun === null) return null;
  if (JSON.stringify(options) !== JSON.stringify(firstStart)) {
    await begun.then((other) => other.stop()).catch(() => {});
    return null;
  }
  const found = await begun;
  found.onLog(log);
  return found;
}

async function compileModule(asked: Promise<Response>): Promise<WebAssembly.Module> {
  try {
    const response = await asked;
    if (!response.ok) throw new Error(`the web server answered ${response.status}`);
    // Servers that do not know the type of such files are common, and streaming needs it.
    if (response.headers.get('content-type') === 'application/wasm')
      return await WebAssembly.compileStreaming(response);
    return await WebAssembly.compile(await response.arrayBuffer());
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(
      typeof WebAssembly === 'undefined'
        ? 'This browser has WebAssembly turned off, and the server in this tab is made of it. Turn it on for this site, or try another browser.'
        : `The WebAssembly file of the server could not be loaded. Check the connection, and whether something blocks .wasm files; then start again. (The browser says: ${said})`,
    );
  }
}

// A start logs dozens of lines at once: they travel together.
let lines: LogLine[] = [];
function log(line: LogLine): void {
  if (lines.length === 0) {
    queueMicrotask(() => {
      post({ type: 'log', lines });
      lines = [];
    });
  }
  lines.push(line);
}
