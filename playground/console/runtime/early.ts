import { type Progress, type Sandbox, type SandboxOptions, start } from '../../sandbox/index.ts';
import { oneServer } from './scene.ts';

interface Early {
  readonly sandbox: Promise<Sandbox>;
  progress: Progress | null;
  onProgress: (progress: Progress) => void;
}

let early: Early | null = null;

/**
 * Starts the servers of the first scene at once, before the console's own code is there. A page calls it from a script of
 * its own, so that both load side by side; the console takes over what was started. Calling it again changes nothing.
 */
export function startEarly(): void {
  if (early !== null) return;
  const begun: Early = {
    sandbox: start({
      servers: oneServer.servers,
      dns: oneServer.dns,
      onProgress: (progress) => begun.onProgress(progress),
    }),
    progress: null,
    onProgress: (progress) => {
      begun.progress = progress;
    },
  };
  // A failure is told to whoever takes over.
  begun.sandbox.catch(() => {});
  early = begun;
}

/** As the sandbox's `start`, but the first time, for the first scene, it hands over what `startEarly` began. */
export function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  if (early === null || options.servers !== oneServer.servers) return start(options);
  const { sandbox, progress } = early;
  if (progress !== null) options.onProgress?.(progress);
  early.onProgress = (next) => options.onProgress?.(next);
  early = null;
  return sandbox;
}
