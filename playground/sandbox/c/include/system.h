/* Declares what system.c defines and the C library's own headers leave out for WebAssembly. Included in front of every file. */
#pragma once
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

ssize_t getrandom(void *buffer, size_t size, unsigned flags);
void arc4random_buf(void *buffer, size_t size);
int system(const char *command);
char *tmpnam(char *name);
FILE *tmpfile(void);
#define L_tmpnam 20

/* sysconf() for util.ringbuffer, which asks for nothing else. */
long page_size(int name);

/* Locks of files, for LuaFileSystem: no other process could hold one. */
enum { F_RDLCK, F_WRLCK, F_UNLCK, F_SETLK };
int lock_file(int file, int operation, ...);
