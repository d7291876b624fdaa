/* What the C library for WebAssembly lacks and our libraries ask for. */
#include <errno.h>
#include <ifaddrs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>
#include <net/if.h>
#include <netinet/in.h>
#include "door.h"

/* The server's IPv4 address in the network of this sandbox, in network order. */
IMPORT("address") void door_address(void *bytes);

/* Seconds that this server has worked; a clock that moves ahead does not move it. */
IMPORT("cpu") double door_cpu(void);

static const size_t MOST_ENTROPY = 256;

ssize_t getrandom(void *buffer, size_t size, unsigned flags) {
	(void)flags;
	size_t part = size < MOST_ENTROPY ? size : MOST_ENTROPY;
	return getentropy(buffer, part) == 0 ? (ssize_t)part : -1;
}

clock_t clock(void) { return (clock_t)(door_cpu() * CLOCKS_PER_SEC); }

/* The C library's own would keep a state in memory, from which what it gives next could be known. */
void arc4random_buf(void *buffer, size_t size) {
	for (char *at = buffer, *end = at + size; at < end;) at += getrandom(at, (size_t)(end - at), 0);
}

/* One interface with one address. */
int getifaddrs(struct ifaddrs **first) {
	struct { struct ifaddrs interface; struct sockaddr_in address; } *only = calloc(1, sizeof *only);
	if (only == NULL) return -1;
	only->address.sin_family = AF_INET;
	door_address(&only->address.sin_addr);
	only->interface.ifa_name = "eth0";
	only->interface.ifa_addr = (struct sockaddr *)&only->address;
	*first = &only->interface;
	return 0;
}

void freeifaddrs(struct ifaddrs *first) { free(first); }

long page_size(int name) {
	(void)name;
	return 4096;
}

int lock_file(int file, int operation, ...) {
	(void)file, (void)operation;
	return 0;
}

/* There are no other processes, and no temporary files that nobody names. */
int system(const char *command) {
	if (command != NULL) errno = ENOSYS;
	return command == NULL ? 0 : -1;
}

char *tmpnam(char *name) {
	(void)name;
	return NULL;
}

FILE *tmpfile(void) {
	errno = ENOSYS;
	return NULL;
}
