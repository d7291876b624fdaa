/**
 * A byte-exact bridge over the C interface of wasmoon's Lua 5.4: strings cross as bytes, zero bytes included.
 * wasmoon's own calls know UTF-8 only, which a server of bytes cannot use.
 */
import type { LuaWasm } from 'wasmoon';

/** The part of Emscripten's module that we use; Lua's C functions have their C names with an underscore. */
export interface LuaModule {
  readonly HEAPU8: Uint8Array;
  readonly FS: EmscriptenFs;
  addFunction(callback: (...args: number[]) => number | undefined, signature: string): number;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _luaL_newstate(): number;
  _luaL_openlibs(state: number): void;
  _luaL_loadbufferx(state: number, code: number, size: number, name: number, mode: number): number;
  _luaL_ref(state: number, table: number): number;
  _luaL_where(state: number, level: number): void;
  _lua_createtable(state: number, array: number, record: number): void;
  _lua_error(state: number): number;
  _lua_getfield(state: number, index: number, name: number): number;
  _lua_gettop(state: number): number;
  _lua_pcallk(state: number, args: number, results: number, handler: number, context: number, k: number): number;
  _lua_pushboolean(state: number, value: number): void;
  _lua_pushcclosure(state: number, fn: number, upvalues: number): void;
  _lua_pushinteger(state: number, value: bigint): void;
  _lua_pushlstring(state: number, bytes: number, size: number): number;
  _lua_pushnil(state: number): void;
  _lua_pushnumber(state: number, value: number): void;
  _lua_rawgeti(state: number, index: number, key: bigint): number;
  _lua_setfield(state: number, index: number, name: number): void;
  _lua_setglobal(state: number, name: number): void;
  _lua_sethook(state: number, hook: number, mask: number, count: number): void;
  _lua_settop(state: number, index: number): void;
  _lua_toboolean(state: number, index: number): number;
  _lua_tolstring(state: number, index: number, size: number): number;
  _lua_tonumberx(state: number, index: number, isNumber: number): number;
  _lua_type(state: number, index: number): number;
}

/** The part of Emscripten's file system that we use (paths are absolute). */
export interface EmscriptenFs {
  mkdir(path: string): void;
  rmdir(path: string): void;
  chdir(path: string): void;
  readdir(path: string): string[];
  stat(path: string): { mode: number; size: number; mtime: Date };
  readFile(path: string): Uint8Array;
  writeFile(path: string, content: Uint8Array, options?: { canOwn: boolean }): void;
}

/** What crosses from Lua: a string's bytes, a number, a boolean; all else arrives as null. */
export type FromLua = Uint8Array | number | boolean | null;
/** What crosses to Lua: text is encoded as UTF-8; an array is several return values. */
export type ToLua = FromLua | string | undefined;
// Each function knows its own arguments; the shims that call it are the other half of this contract.
// biome-ignore lint/suspicious/noExplicitAny: as said above.
export type HostFunction = (...args: any[]) => ToLua | readonly ToLua[];

const LUA_TBOOLEAN = 1;
const LUA_TNUMBER = 3;
const LUA_TSTRING = 4;
const LUA_REGISTRYINDEX = -1_001_000;
const LUA_MASKCOUNT = 8;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Text of bytes that Lua made; bytes that are not UTF-8 become U+FFFD. */
export function text(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export class LuaBridge {
  readonly module: LuaModule;
  readonly #state: number;
  readonly #size: number;
  #scratch: number;
  #scratchSize = 65_536;
  readonly #names = new Map<string, number>();

  constructor(wasm: LuaWasm) {
    this.module = wasm.module as unknown as LuaModule;
    this.#state = this.module._luaL_newstate();
    if (this.#state === 0) throw new Error('There is not enough memory to start Lua.');
    this.module._luaL_openlibs(this.#state);
    this.#size = this.module._malloc(8);
    this.#scratch = this.module._malloc(this.#scratchSize);
  }

  /** Makes the global table `name` whose fields are these functions. */
  offer(name: string, functions: Readonly<Record<string, HostFunction>>): void {
    this.module._lua_createtable(this.#state, 0, Object.keys(functions).length);
    for (const [field, fn] of Object.entries(functions)) {
      const pointer = this.module.addFunction((state = 0) => this.#callHost(state, field, fn), 'ii');
      this.module._lua_pushcclosure(this.#state, pointer, 0);
      this.module._lua_setfield(this.#state, -2, this.#name(field));
    }
    this.module._lua_setglobal(this.#state, this.#name(name));
  }

  /** Runs a chunk of Lua. Throws an Error with Lua's message when it does not compile or fails. */
  run(code: Uint8Array, name: string): void {
    const size = code.length;
    const pointer = this.#toScratch(code);
    if (this.module._luaL_loadbufferx(this.#state, pointer, size, this.#name(name), 0) !== 0) throw this.#popError();
    this.#call(0, 0);
  }

  /** The function `table.field` as a JavaScript function; it resolves to its first two results. Throws as `run` does. */
  method(table: string, field: string): (...args: ToLua[]) => [FromLua, FromLua] {
    const lua = this.module;
    lua._lua_rawgeti(this.#state, LUA_REGISTRYINDEX, 2n); // LUA_RIDX_GLOBALS
    lua._lua_getfield(this.#state, -1, this.#name(table));
    lua._lua_getfield(this.#state, -1, this.#name(field));
    const reference = BigInt(lua._luaL_ref(this.#state, LUA_REGISTRYINDEX));
    lua._lua_settop(this.#state, -3);
    return (...args) => {
      lua._lua_rawgeti(this.#state, LUA_REGISTRYINDEX, reference);
      for (const value of args) this.#push(this.#state, value);
      this.#call(args.length, 2);
      const results: [FromLua, FromLua] = [this.#get(this.#state, -2), this.#get(this.#state, -1)];
      lua._lua_settop(this.#state, -3);
      return results;
    };
  }

  /**
   * Calls back every million instructions of Lua. A text that it returns becomes a Lua error that names the line;
   * what it throws unwinds all of WebAssembly, after which this Lua is not to be used again.
   */
  onEveryMillionInstructions(callback: () => string | null): void {
    const hook = this.module.addFunction((state = 0) => {
      const problem = callback();
      if (problem === null) return;
      this.module._luaL_where(state, 0);
      const where = this.#get(state, -1);
      this.#push(state, (where instanceof Uint8Array ? text(where) : '') + problem);
      this.module._lua_error(state);
    }, 'vii');
    this.module._lua_sethook(this.#state, hook, LUA_MASKCOUNT, 1_000_000);
  }

  #callHost(state: number, field: string, fn: HostFunction): number {
    let result: ToLua | readonly ToLua[];
    try {
      const args: FromLua[] = [];
      const count = this.module._lua_gettop(state);
      for (let index = 1; index <= count; index++) args.push(this.#get(state, index));
      result = fn(...args);
    } catch (error) {
      // A JavaScript error must not unwind Lua's frames: Lua gets it as nil and a message.
      result = [null, `${field}: ${error instanceof Error ? error.message : String(error)}`];
    }
    if (!Array.isArray(result)) {
      this.#push(state, result as ToLua);
      return 1;
    }
    for (const value of result as readonly ToLua[]) this.#push(state, value);
    return result.length;
  }

  #call(args: number, results: number): void {
    if (this.module._lua_pcallk(this.#state, args, results, 0, 0, 0) !== 0) throw this.#popError();
  }

  #popError(): Error {
    const message = this.#get(this.#state, -1);
    this.module._lua_settop(this.#state, -2);
    return new Error(message instanceof Uint8Array ? text(message) : 'Lua failed without a message');
  }

  #get(state: number, index: number): FromLua {
    const lua = this.module;
    switch (lua._lua_type(state, index)) {
      case LUA_TSTRING: {
        const pointer = lua._lua_tolstring(state, index, this.#size);
        const heap = lua.HEAPU8;
        const size = new DataView(heap.buffer).getUint32(this.#size, true);
        return heap.slice(pointer, pointer + size);
      }
      case LUA_TNUMBER:
        return lua._lua_tonumberx(state, index, 0);
      case LUA_TBOOLEAN:
        return lua._lua_toboolean(state, index) !== 0;
      default:
        return null;
    }
  }

  #push(state: number, value: ToLua): void {
    const lua = this.module;
    if (value === null || value === undefined) lua._lua_pushnil(state);
    else if (typeof value === 'boolean') lua._lua_pushboolean(state, value ? 1 : 0);
    else if (typeof value === 'number') {
      if (Number.isSafeInteger(value)) lua._lua_pushinteger(state, BigInt(value));
      else lua._lua_pushnumber(state, value);
    } else {
      const bytes = typeof value === 'string' ? encoder.encode(value) : value;
      lua._lua_pushlstring(state, this.#toScratch(bytes), bytes.length);
    }
  }

  #toScratch(bytes: Uint8Array): number {
    if (bytes.length > this.#scratchSize) {
      this.module._free(this.#scratch);
      this.#scratchSize = bytes.length * 2;
      this.#scratch = this.module._malloc(this.#scratchSize);
      if (this.#scratch === 0) {
        this.#scratchSize = 0;
        throw new Error('not enough memory');
      }
    }
    this.module.HEAPU8.set(bytes, this.#scratch);
    return this.#scratch;
  }

  /** A C string that lives as long as this Lua: for the few fixed names. */
  #name(name: string): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const bytes = encoder.encode(`${name}\0`);
    const pointer = this.module._malloc(bytes.length);
    this.module.HEAPU8.set(bytes, pointer);
    this.#names.set(name, pointer);
    return pointer;
  }
}
