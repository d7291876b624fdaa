/*
 * The core of Lua as one unit, which its files are made for: the optimizer sees all of it. Its libraries are another one, so that both
 * compile at the same time.
 */
#define LUA_CORE
#define ltable_c
#define lvm_c
#include "lprefix.h"
#include "luaconf.h"
#undef LUAI_FUNC
#undef LUAI_DDEC
#undef LUAI_DDEF
#define LUAI_FUNC static
#define LUAI_DDEC(definition) /* comes with the definition */
#define LUAI_DDEF static

/* Errors: what ldo.c would do with setjmp and longjmp. `f` and `ud` are what luaD_rawrunprotected was given to run. */
#include "door.h"
IMPORT("protect") void door_protect(void *jump, void (*function)(lua_State *L, void *data), lua_State *L, void *data);
IMPORT("throw") _Noreturn void door_throw(void *jump);
#define luai_jmpbuf int
#define LUAI_TRY(L, jump, call) door_protect((jump), f, (L), ud);
#define LUAI_THROW(L, jump) door_throw((jump))

#include "lzio.c"
#include "lctype.c"
#include "lopcodes.c"
#include "lmem.c"
#include "lundump.c"
#include "ldump.c"
#include "lstate.c"
#include "lgc.c"
#include "llex.c"
#include "lcode.c"
#include "lparser.c"
#include "ldebug.c"
#include "lfunc.c"
#include "lobject.c"
#include "ltm.c"
#include "lstring.c"
#include "ltable.c"
#include "ldo.c"
#include "lvm.c"
#include "lapi.c"

#include "functions.c"
#include "image.c"
