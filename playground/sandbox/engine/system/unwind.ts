/**
 * How Lua's errors leave the C functions that they end: as an exception of JavaScript, which Lua's core throws and catches through these
 * (c/lua-core.c). Exceptions of WebAssembly would do without JavaScript; WebKitGTK let some go by uncaught.
 */

export interface Unwound {
  readonly __indirect_function_table: WebAssembly.Table;
  /** Where C's stack ends: what is unwound leaves it lower. */
  readonly __stack_pointer: WebAssembly.Global<'i32'>;
}

/** One for all: nobody asks where it comes from. */
const unwinding = new Error('Lua ends what it was doing');

export function unwind(module: () => Unwound) {
  let goal = 0;
  return {
    /** Calls the function at that place of the table with two arguments, until it returns or throws to this jump. */
    protect(jump: number, place: number, first: number, second: number): void {
      const { __indirect_function_table: functions, __stack_pointer: stack } = module();
      const before = stack.value;
      try {
        functions.get(place)(first, second);
      } catch (error) {
        if (error !== unwinding || goal !== jump) throw error;
        stack.value = before;
      }
    },
    /** @param jump an enclosing one */
    throw(jump: number): never {
      goal = jump;
      throw unwinding;
    },
  };
}
