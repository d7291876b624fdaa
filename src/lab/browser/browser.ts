import type { BrowserStep } from '../../lesson/index.ts';
import type { Machine } from '../machine/machine.ts';
import type { RunningPage } from '../run/page.ts';
import type { StepResult } from '../run/result.ts';

export function openBrowser(_running: RunningPage) {
  return {
    run: async (_machine: Machine, _step: BrowserStep): Promise<StepResult> => {
      throw new Error('Browser steps are not there yet.');
    },
    close: async (): Promise<void> => undefined,
  };
}
