/**
 * Lua and its libraries in WebAssembly, and the way in and out. Text crosses as bytes, zero bytes included; values lie in slots of linear
 * memory (c/bridge.c), so that a call is one crossing, whatever its arguments are.
 */
import { door } from './system/door.ts';
import { LinearMemory } from './system/memory.ts';
import type { MemoryFiles } from './system/memory-files.ts';
import { type Unwound, unwind } from './system/unwind.ts';
import { type SystemClock, wasi } from './system/wasi.ts';

/** What crosses from Lua: a string's bytes, a number, a boolean; all else arrives as null. */
export type FromLua = Uint8Array | number | boolean | null;
/** What crosses to Lua: text is encoded as UTF-8; an array is several return values. */
export type ToLua = FromLua | string | undefined;
// Each function knows its own arguments; the shims that call it are the other half of this contract.
// biome-ignore lint/suspicious/noExplicitAny: as said above.
export type HostFunction = (...args: any[]) => ToLua | readonly ToLua[];

export interface LuaSystem {
  readonly files: MemoryFiles;
  readonly clock: SystemClock;
  readonly random: (bytes: Uint8Array) => void;
  /** The server's address in the sandbox's network. */
  readonly address: string;
}

interface Offered {
  readonly field: string;
  readonly call: HostFunction;
}

/** The module's functions; those that return a number return Lua's status, 0 when all went well. */
interface Exports extends Unwound {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  slots(): number;
  room(size: number): number;
  open(): number;
  wake(): number;
  image(): number;
  offer(): number;
  run(): number;
  reference(): number;
  call(reference: number, count: number): number;
  watch(instructions: number): void;
}

/** A Lua at rest, and what JavaScript knows of it. */
export interface LuaImage {
  /** Of the module: quick to make and to take, and as large as what was ever in it. */
  readonly memory: Uint8Array;
  readonly references: ReadonlyMap<string, number>;
}

/** The same as c/image.c writes it, without what is not in use. Only the same module can read it. */
export interface WrittenLua {
  readonly written: Uint8Array;
  readonly references: ReadonlyMap<string, number>;
}

// Kinds of slots.
const NIL = 0;
const BOOLEAN = 1;
const FLOAT = 2;
const INTEGER = 3;
const BYTES = 4;
const SLOT_SIZE = 16;
const MOST_SLOTS = 64;
const LEAST_ROOM = 65_536;
const MILLION = 1_000_000;
const PAGE = 65_536;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Text of bytes that Lua made; bytes that are not UTF-8 become U+FFFD. */
export function text(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export class LuaBridge {
  readonly #lua: Exports;
  readonly #memory: LinearMemory;
  readonly #slots: number;
  readonly #functions: Offered[] = [];
  readonly #references: Map<string, number>;
  readonly #isResumed: boolean;
  #roomSize = 0;
  #tick: () => string | null = () => null;

  /** @param image of another Lua, from which this one goes on; the same functions must be offered in the same order */
  constructor(module: WebAssembly.Module, { files, clock, random, address }: LuaSystem, image?: LuaImage | WrittenLua) {
    this.#references = new Map(image?.references);
    this.#isResumed = image !== undefined;
    const memory = () => this.#memory;
    const instance = new WebAssembly.Instance(module, {
      wasi_snapshot_preview1: wasi(memory, files, clock, random, image && 'memory' in image ? 'resumed' : 'first'),
      door: {
        ...door(memory, clock, address),
        ...unwind(() => this.#lua),
        call: (number: number, count: number) => this.#callHost(number, count),
        tick: () => {
          const problem = this.#tick();
          if (problem === null) return 0;
          this.#write([problem]);
          return 1;
        },
      },
    });
    this.#lua = instance.exports as unknown as Exports;
    this.#memory = new LinearMemory(this.#lua.memory);
    this.#lua._initialize();
    this.#slots = this.#lua.slots();
    if (!image) {
      if (this.#lua.open() !== 0) throw new Error('There is not enough memory to start Lua.');
    } else if ('memory' in image) this.#resume(image);
    else this.#wake(image);
  }

  /** What it is now, while nothing of it runs. */
  image(): LuaImage {
    return { memory: this.#memory.bytes.slice(), references: new Map(this.#references) };
  }

  /** @throws Error when something in it cannot be written */
  write(): WrittenLua {
    this.#check(this.#lua.image());
    return { written: this.#read(0) as Uint8Array, references: new Map(this.#references) };
  }

  #wake({ written }: WrittenLua): void {
    this.#write([written]);
    this.#check(this.#lua.wake());
    this.#roomSize = 0;
  }

  #resume({ memory }: LuaImage): void {
    // All of it, used or not: the allocator knows how much there was.
    const missing = memory.length - this.#memory.bytes.length;
    if (missing > 0) this.#lua.memory.grow(missing / PAGE);
    this.#memory.bytes.set(memory);
  }

  /** Bytes of WebAssembly memory. */
  get size(): number {
    return this.#memory.bytes.length;
  }

  /** Gives the global table `name` these functions, and makes it when there is none. */
  offer(name: string, functions: Readonly<Record<string, HostFunction>>): void {
    for (const [field, call] of Object.entries(functions)) {
      this.#functions.push({ field, call });
      if (this.#isResumed) continue;
      this.#write([`${name}\0`, `${field}\0`, this.#functions.length - 1]);
      this.#check(this.#lua.offer());
    }
  }

  /** Runs a chunk of Lua. Throws an Error with Lua's message when it does not compile or fails. */
  run(code: Uint8Array, name: string): void {
    this.#write([code, `${name}\0`]);
    this.#check(this.#lua.run());
  }

  /** The function `table.field` as a JavaScript function; it returns its first two results. Throws as `run` does. */
  method(table: string, field: string): (...args: ToLua[]) => [FromLua, FromLua] {
    const reference = this.#references.get(`${table}.${field}`) ?? this.#refer(table, field);
    return (...args) => {
      this.#write(args);
      this.#check(this.#lua.call(reference, args.length));
      return [this.#read(0), this.#read(1)];
    };
  }

  #refer(table: string, field: string): number {
    this.#write([`${table}\0`, `${field}\0`]);
    this.#check(this.#lua.reference());
    const reference = Number(this.#read(0));
    this.#references.set(`${table}.${field}`, reference);
    return reference;
  }

  /**
   * Calls back every million instructions of Lua. A text that it returns becomes a Lua error that names the line;
   * what it throws unwinds all of WebAssembly, after which this Lua is not to be used again.
   */
  onEveryMillionInstructions(callback: () => string | null): void {
    this.#tick = callback;
    this.#lua.watch(MILLION);
  }

  #callHost(number: number, count: number): number {
    const { field, call } = this.#functions[number] as Offered;
    try {
      const args: FromLua[] = [];
      for (let index = 0; index < count; index++) args.push(this.#read(index));
      const result = call(...args);
      return this.#write(Array.isArray(result) ? (result as readonly ToLua[]) : [result as ToLua]);
    } catch (error) {
      // A JavaScript error must not unwind Lua's frames: Lua gets it as nil and a message.
      return this.#write([null, `${field}: ${error instanceof Error ? error.message : String(error)}`]);
    }
  }

  #check(status: number): void {
    if (status === 0) return;
    const message = this.#read(0);
    throw new Error(message instanceof Uint8Array ? text(message) : 'Lua failed without a message');
  }

  #read(index: number): FromLua {
    const { view } = this.#memory;
    const at = this.#slots + index * SLOT_SIZE;
    switch (view.getInt32(at, true)) {
      case BYTES: {
        const from = view.getUint32(at + 8, true);
        return this.#memory.bytes.slice(from, from + view.getUint32(at + 4, true));
      }
      case FLOAT:
        return view.getFloat64(at + 8, true);
      case BOOLEAN:
        return view.getInt32(at + 4, true) !== 0;
      default:
        return null;
    }
  }

  /** Puts values into the slots; returns how many. */
  #write(values: readonly ToLua[]): number {
    if (values.length > MOST_SLOTS) throw new Error('too many values at once');
    const needed = values.reduce((sum: number, value) => sum + mostBytes(value), 0);
    let free = needed === 0 ? 0 : this.#room(needed);
    const { view, bytes } = this.#memory;
    values.forEach((value, index) => {
      const at = this.#slots + index * SLOT_SIZE;
      if (typeof value === 'string' || value instanceof Uint8Array) {
        const size = typeof value === 'string' ? encoder.encodeInto(value, bytes.subarray(free)).written : value.length;
        if (typeof value !== 'string') bytes.set(value, free);
        view.setInt32(at, BYTES, true);
        view.setUint32(at + 4, size, true);
        view.setUint32(at + 8, free, true);
        free += size;
      } else if (typeof value === 'number') {
        view.setInt32(at, Number.isSafeInteger(value) ? INTEGER : FLOAT, true);
        view.setFloat64(at + 8, value, true);
      } else if (typeof value === 'boolean') {
        view.setInt32(at, BOOLEAN, true);
        view.setInt32(at + 4, value ? 1 : 0, true);
      } else view.setInt32(at, NIL, true);
    });
    return values.length;
  }

  /** Where so many bytes can be put until the next call. */
  #room(size: number): number {
    const wanted = size <= this.#roomSize ? this.#roomSize : Math.max(size * 2, LEAST_ROOM);
    const at = this.#lua.room(wanted);
    if (at === 0) throw new Error('not enough memory');
    this.#roomSize = wanted;
    return at;
  }
}

/** Room that a value takes at most. */
function mostBytes(value: ToLua): number {
  if (typeof value === 'string') return value.length * 3;
  return value instanceof Uint8Array ? value.length : 0;
}
