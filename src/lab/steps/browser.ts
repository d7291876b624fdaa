/** Runs the browser steps of a page: one browser per page of the guide, started when first needed. */
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { BrowserContext, Page as BrowserPage, Locator, Request } from 'playwright-core';
import type { BrowserInstruction, BrowserStep } from '../../lesson/index.ts';
import { Album } from '../browser/album.ts';
import { startChromium } from '../browser/chromium.ts';
import { locate } from '../browser/locate.ts';
import type { Machine } from '../machine/machine.ts';
import { projectFolder } from '../paths.ts';
import { pause } from '../process.ts';
import type { StepResult } from '../result.ts';

export interface BrowserSettings {
  /** Slug of the page, for names of pictures. */
  readonly slug: string;
  /** Where pictures are kept while the lab runs. */
  readonly folder: string;
  readonly authorities: ReadonlyMap<string, string>;
  /** Whether pictures are taken. */
  readonly pictures: boolean;
}

export interface Browser {
  run(machine: Machine, step: BrowserStep): Promise<StepResult>;
  close(): Promise<void>;
}

/** A server that was just started may not listen yet: the reader would press "reload". */
const openTimeout = 30_000;
const seeTimeout = 10_000;
const treeLines = 40;

export function openBrowser(settings: BrowserSettings): Browser {
  const contexts = new Map<string, BrowserContext>();
  const pageOn = async (machine: Machine): Promise<BrowserPage> => {
    // A machine that was rebooted has another network, as a computer's browser starts again with it.
    const key = `${machine.name} ${machine.boots}`;
    const context = contexts.get(key) ?? (await startChromium(machine, settings.authorities));
    contexts.set(key, context);
    const [open] = context.pages();
    if (open) return open;
    return context.newPage();
  };
  return {
    run: async (machine, step) => {
      const page = await pageOn(machine);
      page.removeAllListeners('dialog');
      page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
      return runInstructions(page, machine, step, settings);
    },
    close: async () => {
      for (const context of contexts.values()) await context.close().catch(() => undefined);
    },
  };
}

async function runInstructions(
  page: BrowserPage,
  machine: Machine,
  step: BrowserStep,
  settings: BrowserSettings,
): Promise<StepResult> {
  const started = performance.now();
  const folder = join(settings.folder, 'pictures');
  await mkdir(folder, { recursive: true });
  const [, server] = settings.slug.split('@');
  const mark = server === undefined ? '' : `.${server}`;
  const album = settings.pictures ? new Album({ page, step, folder, mark }) : undefined;
  for (const [index, instruction] of step.instructions.entries()) {
    try {
      await carryOut(page, machine, instruction, index, album);
    } catch (error) {
      return failed(page, step, instruction, error, settings, performance.now() - started);
    }
  }
  await album?.finish();
  const screenshots = album?.pictures ?? [];
  return { step, status: 'passed', milliseconds: performance.now() - started, screenshots };
}

/** A button to press that changes its form only, as filling a field does. */
const isChoice = (control: Locator): Promise<boolean> =>
  control.evaluate((element) => {
    const type = element.getAttribute('type') ?? '';
    const role = element.getAttribute('role') ?? '';
    return [type, role].some((word) => word === 'radio' || word === 'checkbox');
  });

/** Does one instruction; the album is told when a picture shows most: before a click, after what was filled in. */
async function carryOut(
  page: BrowserPage,
  machine: Machine,
  instruction: BrowserInstruction,
  index: number,
  album: Album | undefined,
): Promise<void> {
  switch (instruction.verb) {
    case 'open':
      await album?.finish();
      await openAddress(page, instruction.url);
      await drawn(page);
      album?.opened(index);
      return;
    case 'click': {
      const control = await locate(
        page,
        { kind: 'click', ...(instruction.role ? { role: instruction.role } : {}) },
        instruction.label,
        { nth: instruction.nth },
      );
      if (await isChoice(control)) {
        await control.click();
        await album?.used(index, control);
        await settled(page);
        return;
      }
      await album?.clicks(index, control);
      await clickAndFollow(page, control);
      return;
    }
    case 'fill': {
      const control = await locate(page, { kind: 'field' }, instruction.label, { nth: instruction.nth });
      await control.fill(instruction.value);
      await album?.used(index, control);
      return;
    }
    case 'choose': {
      const control = await locate(page, { kind: 'select' }, instruction.label);
      if ((await control.evaluate((element) => element.tagName)) === 'SELECT') {
        await control.selectOption({ label: instruction.option });
        await album?.used(index, control);
      } else {
        const radio = control.getByRole('radio', { name: instruction.option, exact: true });
        await radio.check();
        await album?.used(index, radio);
      }
      await settled(page);
      return;
    }
    case 'tick':
    case 'untick': {
      const control = await locate(page, { kind: 'box' }, instruction.label);
      await control.setChecked(instruction.verb === 'tick');
      await album?.used(index, control);
      await settled(page);
      return;
    }
    case 'see': {
      const found = await locate(page, { kind: 'text' }, instruction.words, {
        timeout: instruction.within ?? seeTimeout,
      });
      await album?.seen(index, found);
      return;
    }
    case 'upload': {
      const control = await locate(page, { kind: 'file' }, instruction.label);
      const content = await machine.look(['base64', '--wrap=0', instruction.path]);
      if (content.status !== 0)
        throw new Error(`${instruction.path} cannot be read on ${machine.name}: ${content.stderr.trim()}`);
      const buffer = Buffer.from(content.stdout, 'base64');
      await control.setInputFiles({ name: basename(instruction.path), mimeType: '', buffer });
      await album?.used(index, control);
      return;
    }
    case 'mask':
      return;
    default:
      return instruction satisfies never;
  }
}

async function openAddress(page: BrowserPage, url: string): Promise<void> {
  const end = Date.now() + openTimeout;
  for (;;) {
    try {
      await page.goto(url, { waitUntil: 'load' });
      return;
    } catch (error) {
      // Refused: nothing listens yet. Everything else (an unknown name, a certificate) will not change by waiting.
      if (!/ERR_CONNECTION_REFUSED/.test((error as Error).message) || Date.now() > end) throw error;
      await pause(500);
    }
  }
}

/** How long a page may take to ask for another one after a click, in milliseconds. */
const navigationStarts = 250;

/** A click on a form or a link returns before the next page is there: what comes next must not be looked for on the old one. */
async function clickAndFollow(page: BrowserPage, control: Locator): Promise<void> {
  let asked = false;
  const notice = (request: Request) => {
    asked ||= request.isNavigationRequest() && request.frame() === page.mainFrame();
  };
  const arrived = page
    .waitForEvent('framenavigated', { predicate: (frame) => frame === page.mainFrame(), timeout: openTimeout })
    .catch(() => undefined);
  page.on('request', notice);
  await control.click();
  await pause(navigationStarts);
  page.off('request', notice);
  if (asked) await arrived;
  await settled(page);
}

/** A click may lead to another page: what comes next is looked for on that one. */
async function settled(page: BrowserPage): Promise<void> {
  await page.waitForLoadState('load').catch(() => undefined);
}

/** How long pictures of a page may come after the page, in milliseconds. */
const networkIdleTimeout = 3000;

/** On a busy computer, pictures in the background come later than the page says; a page that never falls silent is taken as it is. */
async function drawn(page: BrowserPage): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: networkIdleTimeout }).catch(() => undefined);
}

/** Says what was there instead, in words and as a picture. */
async function failed(
  page: BrowserPage,
  step: BrowserStep,
  instruction: BrowserInstruction,
  error: unknown,
  settings: BrowserSettings,
  milliseconds: number,
): Promise<StepResult> {
  const said = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  const folder = join(projectFolder(), 'test-results', 'lab');
  const picture = join(folder, `${settings.slug.replaceAll('/', '-')}-${step.id}.png`);
  await mkdir(folder, { recursive: true });
  const shot = await page.screenshot({ path: picture }).then(
    () => true,
    () => false,
  );
  const tree = await page
    .locator('body')
    .ariaSnapshot({ timeout: 5000 })
    .catch(() => '');
  const lines = tree.split('\n');
  const shown =
    lines.length > treeLines ? [...lines.slice(0, treeLines), `(${lines.length - treeLines} more lines)`] : lines;
  return {
    step,
    status: 'failed',
    milliseconds,
    failure: {
      what: `${instruction.text}: ${said}`,
      line: instruction.line,
      output: `${page.url()}\n${shown.join('\n')}`,
      ...(shot ? { picture } : {}),
    },
  };
}
