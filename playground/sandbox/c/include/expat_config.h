/* How expat is configured: as Debian's build of it, for this C library. */
#pragma once
#define BYTEORDER 1234
#define HAVE_ARC4RANDOM_BUF 1
#define HAVE_STDINT_H 1
#define HAVE_STDLIB_H 1
#define HAVE_STRING_H 1
#define HAVE_UNISTD_H 1
#define XML_ATTR_INFO 1
#define XML_CONTEXT_BYTES 1024
#define XML_DTD 1
#define XML_GE 1
#define XML_NS 1
