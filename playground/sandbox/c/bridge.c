/*
 * One Lua, and the one way between it and JavaScript: values cross in slots of linear memory, at known places and of known shape,
 * so that a call needs a single crossing whatever its arguments are. Text crosses as bytes with a length.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "lua.h"
#include "lauxlib.h"
#include "lualib.h"
#include "door.h"
#include "image.h"

/* As lua-bridge.ts knows them. */
enum kind { NIL, BOOLEAN, FLOAT, INTEGER, BYTES };

typedef struct {
	int32_t kind;
	int32_t size; /* of bytes; a boolean's value */
	union {
		double number;
		const char *bytes;
	};
} slot;

#define SLOTS 64
static slot slots[SLOTS];

/* Where JavaScript puts the bytes that slots point to. */
static char *room;
static size_t room_size;

static lua_State *lua;

/* Calls the function that was offered under this number; takes its arguments from the slots, and leaves its results there. */
IMPORT("call") int door_call(int function, int count);
/* Asked every million instructions: anything but 0 leaves a message in the first slot and is an error in Lua. */
IMPORT("tick") int door_tick(void);

EXPORT("slots") slot *get_slots(void) { return slots; }

/* Room for so many bytes; NULL when there is not enough memory. */
EXPORT("room") char *get_room(size_t size) {
	if (size <= room_size) return room;
	char *larger = realloc(room, size);
	if (larger == NULL) return NULL;
	room_size = size;
	return room = larger;
}

static void push(lua_State *L, const slot *from) {
	switch (from->kind) {
		case BOOLEAN: lua_pushboolean(L, from->size); break;
		case FLOAT: lua_pushnumber(L, from->number); break;
		case INTEGER: lua_pushinteger(L, (lua_Integer)from->number); break;
		case BYTES: lua_pushlstring(L, from->bytes, (size_t)from->size); break;
		default: lua_pushnil(L);
	}
}

/* The bytes stay where they are: the value must stay on the stack until JavaScript has read them. */
static void take(lua_State *L, int index, slot *to) {
	size_t size;
	switch (lua_type(L, index)) {
		case LUA_TBOOLEAN:
			to->kind = BOOLEAN;
			to->size = lua_toboolean(L, index);
			break;
		case LUA_TNUMBER:
			to->kind = FLOAT;
			to->number = lua_tonumber(L, index);
			break;
		case LUA_TSTRING:
			to->kind = BYTES;
			to->bytes = lua_tolstring(L, index, &size);
			to->size = (int32_t)size;
			break;
		default:
			to->kind = NIL;
	}
}

static int call_offered(lua_State *L) {
	int count = lua_gettop(L);
	luaL_argcheck(L, count <= SLOTS, SLOTS, "too many arguments");
	for (int i = 0; i < count; i++) take(L, i + 1, &slots[i]);
	int results = door_call((int)lua_tointeger(L, lua_upvalueindex(1)), count);
	luaL_checkstack(L, results, "too many results");
	for (int i = 0; i < results; i++) push(L, &slots[i]);
	return results;
}

/* Everything below may run out of memory, which is an error in Lua like any other: it runs protected. */

static int open_libraries(lua_State *L) {
	luaL_openlibs(L);
	preload_libraries(L);
	return 0;
}

static int offer(lua_State *L) {
	if (lua_getglobal(L, slots[0].bytes) != LUA_TTABLE) {
		lua_newtable(L);
		lua_pushvalue(L, -1);
		lua_setglobal(L, slots[0].bytes);
	}
	push(L, &slots[2]);
	lua_pushcclosure(L, call_offered, 1);
	lua_setfield(L, -2, slots[1].bytes);
	return 0;
}

static int run(lua_State *L) {
	if (luaL_loadbufferx(L, slots[0].bytes, (size_t)slots[0].size, slots[1].bytes, NULL) != LUA_OK) return lua_error(L);
	lua_call(L, 0, 0);
	return 0;
}

static int refer(lua_State *L) {
	lua_getglobal(L, slots[0].bytes);
	lua_getfield(L, -1, slots[1].bytes);
	lua_pushinteger(L, luaL_ref(L, LUA_REGISTRYINDEX));
	return 1;
}

static int call_reference(lua_State *L) {
	int reference = (int)lua_tointeger(L, 1);
	int count = (int)lua_tointeger(L, 2);
	luaL_checkstack(L, count + 1, "too many arguments");
	lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
	for (int i = 0; i < count; i++) push(L, &slots[i]);
	lua_call(L, count, 2);
	return 2;
}

/* Leaves up to two results in the slots, or an error's message in the first; returns Lua's status. */
static int protect(lua_CFunction work, int reference, int count) {
	lua_settop(lua, 0);
	lua_pushcfunction(lua, work);
	lua_pushinteger(lua, reference);
	lua_pushinteger(lua, count);
	int status = lua_pcall(lua, 2, 2, 0);
	if (status != LUA_OK) take(lua, -1, &slots[0]);
	else for (int i = 0; i < 2; i++) take(lua, i - 2, &slots[i]);
	return status;
}

EXPORT("open") int open_lua(void) {
	lua = luaL_newstate();
	return lua == NULL ? LUA_ERRMEM : protect(open_libraries, 0, 0);
}

static int go_on(lua_State *L) {
	size_t size = (size_t)slots[0].size;
	begin_libraries(L);
	read_image(L, room, size);
	return 0;
}

/* As open, with all that the Lua knew whose image is in the first slot. */
EXPORT("wake") int wake_lua(void) {
	lua = luaL_newstate();
	int status = lua == NULL ? LUA_ERRMEM : protect(go_on, 0, 0);
	/* It is larger than all that will be said here. */
	free(room);
	room = NULL;
	room_size = 0;
	return status;
}

/* Leaves the image of this Lua in the first slot, or why there is none; anything but 0 then. */
EXPORT("image") int image_lua(void) {
	static char *bytes;
	size_t size = 0;
	lua_settop(lua, 0);
	const char *problem = write_image(lua, &bytes, &size);
	slots[0] = (slot){ BYTES, (int32_t)(problem == NULL ? size : strlen(problem)), { .bytes = problem == NULL ? bytes : problem } };
	return problem != NULL;
}

/* The global table of the first slot's name gets, as a field of the second slot's name, the function of the third slot's number. */
EXPORT("offer") int offer_function(void) { return protect(offer, 0, 0); }

/* Runs the Lua in the first slot, which is called as the second one says. */
EXPORT("run") int run_code(void) { return protect(run, 0, 0); }

/* A number for the function that the global table of the first slot's name has under the second slot's name. */
EXPORT("reference") int refer_function(void) { return protect(refer, 0, 0); }

/* Calls a function by that number; its arguments are in the slots. */
EXPORT("call") int call_function(int reference, int count) { return protect(call_reference, reference, count); }

static void ask(lua_State *L, lua_Debug *event) {
	(void)event;
	if (door_tick() == 0) return;
	luaL_where(L, 0);
	push(L, &slots[0]);
	lua_concat(L, 2);
	lua_error(L);
}

EXPORT("watch") void watch(int instructions) { lua_sethook(lua, ask, LUA_MASKCOUNT, instructions); }
