/** Chromium for the benches, with the same flags as the end-to-end tests. */
import { type Browser, chromium } from '@playwright/test';
import { chromiumFlags, chromiumPath, ensureChromium } from '../../src/commands/index.ts';

/** @throws Error that says how to get Chromium when there is none */
export function launchChromium(): Promise<Browser> {
  const ready = ensureChromium();
  if (!ready.ok) throw new Error(`The benches need Chromium: ${ready.why}`);
  return chromium.launch({ executablePath: chromiumPath, args: [...chromiumFlags] });
}
