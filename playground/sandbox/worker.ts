/// <reference lib="webworker" />
/**
 * The worker's first script: as short as can be, so that what each start needs is asked for before the code that uses it has come. The worker exists
 * because a server will be needed.
 */
import { aheadName } from './ahead-name.ts';
import type { ToWorker } from './worker/messages.ts';

const module = fetch(new URL('./generated/engine.wasm', import.meta.url));
const image =
  self.name === aheadName ? fetch(new URL('./generated/image-montague.example.bin', import.meta.url)) : undefined;
// Failures are told by whoever uses them.
module.catch(() => {});
image?.catch(() => {});

const messages: ToWorker[] = [];
self.onmessage = ({ data }: MessageEvent<ToWorker>) => void messages.push(data);

const { serve } = await import('./worker/serve.ts');
serve({ module, image, messages });
