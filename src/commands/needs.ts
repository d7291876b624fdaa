/**
 * What the stages of `npm test` need of this computer. Each need is made ready, or named as missing with the way out, before the
 * first stage runs: a stage that begins never finds out half-way that a program is missing.
 */
import { spawnSync } from 'node:child_process';
import { ensureBundle } from '../../playground/sandbox/bundle/index.ts';
import { canRunLab, ensureChromium, ensureCommand, type Ready } from './machine.ts';
import { ensureFirefox, ensureWebKitGtk } from './other-browsers.ts';
import { root } from './site.ts';

/** Names of needs, as they are printed. */
export type Need =
  | 'Prosody’s source'
  | 'Chromium'
  | 'Firefox'
  | 'WebKitGTK'
  | 'ShellCheck'
  | 'native Prosody'
  | 'the lab';

export type Readiness = ReadonlyMap<Need, Ready>;

/** Those of the needs that are not ready. */
export const missingOf = (needs: readonly Need[], readiness: Readiness): readonly Need[] =>
  needs.filter((need) => readiness.get(need)?.ok !== true);

const ready: Ready = { ok: true };

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs a program of this project in a process of its own: all that it prints at a failure is the reason. */
function ask(program: string, ...args: string[]): Ready {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8' });
  return status === 0 ? ready : { ok: false, why: `${stderr}${stdout}`.trim().replaceAll('\n', '\n    ') };
}

const providers: Readonly<Record<Need, () => Ready | Promise<Ready>>> = {
  'Prosody’s source': () =>
    ensureBundle({ onProgress: (text) => console.log(text) }).then(
      () => ready,
      (error) => ({ ok: false, why: message(error) }),
    ),
  Chromium: ensureChromium,
  Firefox: ensureFirefox,
  WebKitGTK: ensureWebKitGtk,
  ShellCheck: () => ensureCommand('shellcheck', 'shellcheck'),
  'native Prosody': () => ask('tests/sandbox/prepare-native.ts'),
  'the lab': () => {
    const possible = canRunLab();
    return possible.ok ? ask('src/lab/cli.ts', 'doctor', '--fix') : possible;
  },
};

/** Makes ready what is needed, one after the other: apt serves one at a time. Says what is missing and the way out. */
export async function makeReady(needs: Iterable<Need>): Promise<Readiness> {
  const readiness = new Map<Need, Ready>();
  for (const need of new Set(needs)) {
    const state = await providers[need]();
    readiness.set(need, state);
    console.log(state.ok ? `ready: ${need}` : `MISSING: ${need}\n    ${state.why}`);
  }
  return readiness;
}
