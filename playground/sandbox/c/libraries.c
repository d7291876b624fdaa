/* What Prosody requires that is C: its own libraries and LuaExpat, as they are, under the names that Prosody's Lua uses. */
#include "lua.h"
#include "lauxlib.h"
#include "door.h"

#define PROSODY(X) X(compat) X(crand) X(encodings) X(hashes) X(net) X(ringbuffer) X(strbitop) X(struct) X(table) X(time)
#define DECLARE(name) int luaopen_prosody_util_##name(lua_State *L);
PROSODY(DECLARE)
int luaopen_lxp(lua_State *L);
int luaopen_lfs(lua_State *L);
int luaopen_stanzabox_functions(lua_State *L);

static void preload(lua_State *L, const char *name, lua_CFunction open) {
	lua_pushcfunction(L, open);
	lua_setfield(L, -2, name);
}

void preload_libraries(lua_State *L) {
	luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_PRELOAD_TABLE);
	/* Prosody's modules can be required with and without the prefix. */
#define PRELOAD(name) \
	preload(L, "prosody.util." #name, luaopen_prosody_util_##name); \
	preload(L, "util." #name, luaopen_prosody_util_##name);
	PROSODY(PRELOAD)
	preload(L, "lxp", luaopen_lxp);
	preload(L, "lfs", luaopen_lfs);
	preload(L, "stanzabox.functions", luaopen_stanzabox_functions);
	lua_pop(L, 1);
}

void begin_libraries(lua_State *L) {
#define BEGIN(name) luaopen_prosody_util_##name,
	static const lua_CFunction all[] = { PROSODY(BEGIN) luaopen_lxp, luaopen_lfs };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		lua_pushcfunction(L, all[i]);
		lua_call(L, 0, 0);
	}
}
