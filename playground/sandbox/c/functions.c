/* What only Lua's inside can do. This file is compiled together with Lua's own. */
#include "lauxlib.h"

/*
 * instance(f, environment): another function of the same code, whose upvalues are new and the first of which is the environment: what
 * load() would make of the source, without compiling it again and without a second copy of the code in memory.
 */
static int instance(lua_State *L) {
	luaL_checktype(L, 1, LUA_TFUNCTION);
	luaL_argcheck(L, !lua_iscfunction(L, 1), 1, "Lua function expected");
	lua_settop(L, 2);
	const LClosure *from = clLvalue(s2v(L->ci->func.p + 1));
	LClosure *to = luaF_newLclosure(L, from->nupvalues);
	to->p = from->p;
	setclLvalue2s(L, L->top.p, to);
	api_incr_top(L);
	luaF_initupvals(L, to);
	lua_pushvalue(L, 2);
	if (lua_setupvalue(L, -2, 1) == NULL) lua_pop(L, 1);
	return 1;
}

int luaopen_stanzabox_functions(lua_State *L) {
	lua_createtable(L, 0, 1);
	lua_pushcfunction(L, instance);
	lua_setfield(L, -2, "instance");
	return 1;
}
