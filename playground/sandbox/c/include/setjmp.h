/* Lua's core includes it and jumps in another way (lua-core.c); the C library's own needs exceptions of WebAssembly. */
#pragma once
