/** How a server comes up: from an image where there is one, else from nothing. */
import type { Files } from '../bundle-format.ts';
import type { ShippedImages } from '../image/shipped.ts';
import type { Network } from '../network/network.ts';
import type { LogLine, SandboxOptions, ServerConfig, StoredData } from '../types.ts';
import type { Clock } from './clock.ts';
import { Engine, type EngineImage, type StepResult } from './engine.ts';
import { filesFor, type Sources } from './files-for.ts';
import type { Images, StartedServer } from './images.ts';

/** Where the parts of the server come from; the door of each platform knows. */
export interface Parts extends Sources {
  /** Lua and its libraries. */
  readonly module: WebAssembly.Module;
  /** Of servers that come with the site. */
  readonly shipped: ShippedImages;
  /** Of servers that were started before with these files. */
  readonly images: Images;
}

/** What a server comes up in. */
export interface Place {
  readonly parts: Parts;
  readonly options: SandboxOptions;
  readonly clock: Clock;
  readonly network: Network;
  readonly wake: (engine: Engine) => void;
  readonly onLog: (line: LogLine) => void;
}

export interface BroughtUp {
  readonly engine: Engine;
  readonly result: StepResult;
  /** What it logged meanwhile. */
  readonly lines: readonly LogLine[];
  /** It has the files that came with its image, and not those of a start. */
  readonly hasFewFiles: boolean;
}

/**
 * @param data what it had stored, read at the last moment: a previous server runs until then
 * @throws Error in plain words when its files cannot be had
 */
export async function bringUp(server: ServerConfig, data: () => StoredData, place: Place): Promise<BroughtUp> {
  const { parts, options, clock, network, wake, onLog } = place;
  const lines: LogLine[] = [];
  let isStarting = true;
  const log = (line: LogLine) => {
    if (isStarting) lines.push(line);
    onLog(line);
  };
  const engineOf = (files: Files, image?: EngineImage) => {
    const { module } = parts;
    const [accounts, pretendTls] = [server.accounts ?? [], options.pretendTls ?? false];
    return new Engine({ ...server, accounts, pretendTls, files, module, clock, network, wake, log }, image);
  };
  const goOn = (engine: Engine, started: StartedServer) => {
    for (const line of started.log) log({ ...line, at: clock.now() * 1000 });
    return engine.resume();
  };
  const done = (engine: Engine, result: StepResult, hasFewFiles: boolean): BroughtUp => {
    isStarting = false;
    return { engine, result, lines, hasFewFiles };
  };

  const shipped = await parts.shipped.find(server, options.pretendTls);
  // An image is a server without data.
  const awake = shipped && data().size === 0 ? unlessDamaged(() => engineOf(shipped.files, shipped.image)) : null;
  if (shipped && awake) return done(awake, goOn(awake, shipped), true);

  const files = await filesFor(server.config, parts);
  const kept = data();
  // Of an image that was made here, what is stored has times in it: it is not for a clock that was moved.
  const isFresh = kept.size === 0 && clock.skipped === 0;
  const known = isFresh ? parts.images.find(server, options) : undefined;
  const engine = engineOf(files, known?.image);
  const result = known ? goOn(engine, known) : engine.boot(kept);
  const image = isFresh && !known && result.kind === 'waiting' ? engine.image() : null;
  if (image) parts.images.add(server, options, { image, log: [...lines] });
  return done(engine, result, false);
}

/** A server whose image cannot be read starts from nothing. */
function unlessDamaged(make: () => Engine): Engine | null {
  try {
    return make();
  } catch {
    return null;
  }
}
