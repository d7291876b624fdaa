/* A Lua at rest as bytes, and a Lua again from such bytes. */
#pragma once
#include <stddef.h>
#include "lua.h"

/* Nothing of this Lua may run. Returns why it cannot be written, or NULL; the bytes are the caller's to free. */
const char *write_image(lua_State *L, char **bytes, size_t *size);

/* Gives a new Lua all that the other one knew; protected, because it is an error in Lua when the bytes are not whole. */
void read_image(lua_State *L, char *bytes, size_t size);
