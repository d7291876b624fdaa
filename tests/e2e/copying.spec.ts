/** What the copy buttons of guides give, compared with what the lab runs, and run. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { listPages } from '../../src/content/index.ts';
import { type FileStep, fileCommand, type Lesson, type PatchStep, patchCommand } from '../../src/lesson/index.ts';
import { holdBack } from './hold-back.ts';
import { expect, test } from './quiet-page.ts';

const pages = (await listPages()).map(({ lesson }) => lesson).filter(({ kind, draft }) => kind === 'guide' && !draft);

const writtenBy = ({ steps }: Lesson): readonly (FileStep | PatchStep)[] =>
  steps.filter((step) => step.kind === 'file' || step.kind === 'patch');
const commandOf = (step: FileStep | PatchStep): string =>
  `${step.kind === 'file' ? fileCommand(step) : patchCommand(step)}\n`;

/** Presses and gives what is then in the clipboard. */
async function copied(page: Page, button: Locator): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText('nothing was copied'));
  await button.click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('nothing was copied');
  return page.evaluate(() => navigator.clipboard.readText());
}

async function open(page: Page, slug: string): Promise<void> {
  await page.goto(`/${slug}/`);
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('main .sb-step details')) folded.setAttribute('open', '');
  });
}

/** A file as it must be for the change to fit, lines between the places that it changes left out. */
function before({ diff }: PatchStep): string {
  const lines = diff.split('\n').slice(0, -1);
  const first = lines.findIndex((line) => line.startsWith('@@'));
  return lines
    .slice(first)
    .flatMap((line) => (line.startsWith('@@') ? ['...'] : /^[ -]|^$/.test(line) ? [line.slice(1)] : []))
    .map((line) => `${line}\n`)
    .join('');
}

function after({ diff }: PatchStep): string {
  const swapped = diff.replace(/^[+-](?![+-]{2} )/gm, (sign) => (sign === '+' ? '-' : '+'));
  return before({ diff: swapped } as PatchStep);
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

for (const lesson of pages.filter((page) => writtenBy(page).length > 0)) {
  test(`${lesson.slug}: every file and change is copied as the command that the lab runs`, async ({ page }) => {
    // Two presses for each block, each until the clipboard has it.
    test.slow();
    await open(page, lesson.slug);
    const folder = mkdtempSync(join(tmpdir(), 'stanzabox-copied-'));
    for (const step of writtenBy(lesson)) {
      const block = page.locator(`#step-${step.id}`);
      const anyway = step.drill ? ' anyway' : '';
      const command = await copied(
        page,
        block.getByRole('button', { name: `Copy as a command${anyway}`, exact: true }),
      );
      expect(command).toBe(commandOf(step));
      const own = await copied(
        page,
        step.drill ? block.getByRole('button', { name: 'Copy anyway', exact: true }) : block.getByTitle(/^Copy to/),
      );
      if (step.kind === 'file') {
        expect(own).toBe(step.content);
        continue;
      }
      // The file's own place is on a server; the change itself is made here, by the real patch.
      const file = join(folder, step.id);
      writeFileSync(file, before(step));
      const here = command.replace(/^(?:sudo (?:--user=\S+ )?)?(patch(?: --\S+)+) \S+/, `$1 ${file}`);
      execFileSync('bash', ['--norc', '-euc', here]);
      expect(readFileSync(file, 'utf8')).toBe(after(step));
      execFileSync('patch', ['--reverse', '--fuzz=0', file], { input: own });
      expect(readFileSync(file, 'utf8')).toBe(before(step));
    }
    rmSync(folder, { recursive: true });
  });
}

test('a command that writes a file follows the reader’s own names', async ({ page }) => {
  const lesson = pages.find((one) => writtenBy(one).some((step) => commandOf(step).includes('example.com')));
  const step = lesson && writtenBy(lesson).find((one) => commandOf(one).includes('example.com'));
  if (step === undefined) throw new Error('no guide writes the domain into a file');
  await open(page, lesson?.slug ?? '');
  await page.getByText('Use my own domain in this guide').click();
  await page.locator('#sb-domain').fill('chat.montague.org');
  const block = page.locator(`#step-${step.id}`);
  const name = `Copy as a command${step.drill ? ' anyway' : ''}`;
  const command = await copied(page, block.getByRole('button', { name, exact: true }));
  expect(command).toContain('chat.montague.org');
  expect(command).not.toContain('example.com');
});

test('commands are copied for whoever presses before the script for it has come', async ({ page }) => {
  const slug = 'guides/prosody/install';
  const release = await holdBack(page, /\/copy-all\./);
  await open(page, slug);
  const box = page.locator('.copy-all');
  await box.locator('summary').click();
  await page.evaluate(() => navigator.clipboard.writeText('nothing was copied'));
  await box
    .getByRole('button', { name: /^Copy the commands for/ })
    .first()
    .click();
  release();
  await expect(box.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('the commands for');
});

test.describe('all commands of a guide', () => {
  for (const lesson of pages) {
    test(`${lesson.slug}: those that a reader runs, in their order, as bash reads them`, async ({ page }) => {
      await open(page, lesson.slug);
      const machines = [...new Set(lesson.steps.flatMap((step) => ('on' in step ? [step.on] : [])))];
      const box = page.locator('.copy-all');
      if ((await box.count()) === 0) return;
      await box.locator('summary').click();
      for (const machine of machines) {
        const button = box.getByRole('button', { name: `Copy the commands for ${machine}`, exact: true });
        if ((await button.count()) === 0) continue;
        const text = await copied(page, button);
        execFileSync('bash', ['--norc', '-n'], { input: text });
        let at = 0;
        for (const step of lesson.steps) {
          if (!('on' in step) || step.kind === 'browser' || step.on !== machine) continue;
          const command =
            step.kind === 'shell'
              ? step.command.replace(/[ \t]+$/gm, '').trim()
              : step.kind === 'file' || step.kind === 'patch'
                ? commandOf(step).trim()
                : '';
          if (step.hidden || step.drill || step.skip !== undefined) continue;
          const found = text.indexOf(`\n${command}\n`, at);
          expect(found, `${step.id}: ${command}`).toBeGreaterThan(-1);
          at = found + command.length;
        }
      }
    });
  }
});
