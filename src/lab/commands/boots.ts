import { resolve } from 'node:path';
import { diagnose, prescription } from '../host/doctor.ts';
import { runInWorld } from '../host/world.ts';

export interface BootsOptions {
  readonly times: number;
  readonly json: string;
}

/** `boots`: exit status 0 when all machines came up. */
export async function bootsCommand(content: string, { times, json }: BootsOptions): Promise<number> {
  const wrong = prescription(await diagnose(false));
  if (wrong) {
    console.error(wrong);
    return 2;
  }
  const task = { kind: 'boots', times, json: resolve(json) } as const;
  return runInWorld({ content, frozen: false, remakeImages: false, downloads: [], task });
}
