import { spawn } from 'node:child_process';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readPages } from '../../content/index.ts';
import type { Lesson } from '../../lesson/index.ts';
import { diagnose, prescription } from '../host/doctor.ts';
import { prepareDownloads } from '../host/downloads.ts';
import { type Ready, readyOf } from '../host/ready.ts';
import { liveRuns, type RunFolder } from '../host/runs.ts';
import { runInWorld } from '../host/world.ts';
import { cacheFolder } from '../paths.ts';
import { pause } from '../process.ts';
import { every, plan, select } from '../run/plan.ts';
import { relay } from '../world/relay.ts';

/** The port at which a browser on this computer finds the WebSocket; another one when it is taken. */
const preferredPort = 5290;

/** `up`: runs up to the page in the background and returns when its machines are ready. */
export async function upCommand(
  content: string,
  word: string,
  options: { readonly foreground?: boolean },
): Promise<number> {
  for (const run of await liveRuns()) {
    const ready = await readyOf(run.folder);
    if (!ready) continue;
    console.error(`The machines of ${ready.page} are up already. End them first: npm run lab -- down`);
    return 1;
  }
  const { pages, errors } = await readPages(content);
  const [slug = '', ...more] = select(pages, [word], errors).filter(
    (run) => word.includes('@') || !isSideRun(pages.get(run)?.lesson),
  );
  if (more.length > 0) throw new Error(`"${word}" means several pages; name one: ${[slug, ...more].join(', ')}.`);
  const lessons = every(plan(pages, [slug])).map(({ page }) => page.lesson);
  const wrong = prescription(await diagnose(lessons.some(({ steps }) => steps.some(({ kind }) => kind === 'browser'))));
  if (wrong) {
    console.error(wrong);
    return 2;
  }
  if (!options.foreground) return inBackground(content, slug);
  return runInWorld({
    content,
    frozen: false,
    remakeImages: false,
    downloads: await prepareDownloads(lessons.flatMap(({ downloads }) => downloads)),
    task: { kind: 'up', slug },
    onStart: (run) => void announce(run),
  });
}

/** The reader's path, and what does not help in a drill: meant only where their whole names are written. */
const isSideRun = (lesson: Lesson | undefined): boolean => lesson?.reader === true || lesson?.tried !== undefined;

/** Waits until the machines are ready, opens the local address and prints how to get in. */
async function announce(run: RunFolder): Promise<void> {
  for (;;) {
    const ready = await readyOf(run.folder);
    if (ready) {
      const port = ready.webSocket ? await openPort(join(run.folder, 'web.sock')) : undefined;
      const text = description(ready, port);
      console.log(text);
      await writeFile(join(run.folder, 'up.txt'), text);
      return;
    }
    await pause(200);
  }
}

/** Listens on this computer's loopback only. */
const openPort = (socket: string): Promise<number> =>
  relay('127.0.0.1', preferredPort, socket).catch(() => relay('127.0.0.1', 0, socket));

function description(ready: Ready, port: number | undefined): string {
  const lines = [`The machines of ${ready.page} are up:`];
  for (const { name, v4, v6 } of ready.machines) lines.push(`  ${name}  ${v4}  ${v6}   npm run lab -- shell ${name}`);
  if (port !== undefined)
    lines.push(
      `The server's WebSocket, for the playground on this computer: ws://127.0.0.1:${port}${ready.webSocket}`,
      'Accounts are those that the page made, at example.com.',
    );
  lines.push('End them with: npm run lab -- down');
  return lines.join('\n');
}

async function inBackground(content: string, slug: string): Promise<number> {
  await mkdir(cacheFolder(), { recursive: true });
  const logFile = join(cacheFolder(), 'up.log');
  const log = await open(logFile, 'w');
  const cli = join(import.meta.dirname, '..', 'cli.ts');
  const args = [...process.execArgv, cli, '--content', content, 'up', slug, '--foreground'];
  const child = spawn(process.execPath, args, { detached: true, stdio: ['ignore', log.fd, log.fd] });
  await log.close();
  let ended: number | undefined;
  child.on('exit', (status) => {
    ended = status ?? 1;
  });
  let shown = 0;
  const show = async (): Promise<void> => {
    const text = await readFile(logFile, 'utf8');
    process.stdout.write(text.slice(shown));
    shown = text.length;
  };
  for (;;) {
    await show();
    const run = (await liveRuns()).find(({ id }) => id.startsWith(`${child.pid}-`));
    const ready = run && (await readFile(join(run.folder, 'up.txt'), 'utf8').catch(() => undefined));
    if (ready !== undefined || ended !== undefined) {
      await pause(100);
      await show();
      child.unref();
      return ended ?? 0;
    }
    await pause(200);
  }
}
