/* Prosody's util.struct where a long has 64 bits, as on the servers that it is compared with, and not 32, as in WebAssembly. */
#include <ctype.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>
#include "lua.h"
#include "lauxlib.h"

#define long long long
#include "struct.c"
