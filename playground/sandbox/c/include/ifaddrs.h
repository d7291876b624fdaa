#pragma once
#include <sys/socket.h>

struct ifaddrs {
	struct ifaddrs *ifa_next;
	char *ifa_name;
	unsigned ifa_flags;
	struct sockaddr *ifa_addr;
};

int getifaddrs(struct ifaddrs **first);
void freeifaddrs(struct ifaddrs *first);
