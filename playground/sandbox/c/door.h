/* What the C files of this folder share. */
#pragma once
#include "lua.h"

/* Functions of the module, by the names that JavaScript knows; and functions of JavaScript, in engine/door.ts. */
#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(name) __attribute__((import_module("door"), import_name(name)))

/* Makes the libraries of libraries.c ready to be required. */
void preload_libraries(lua_State *L);

/* Has the libraries make what they keep outside of Lua. What they give to this Lua is for nobody. */
void begin_libraries(lua_State *L);
