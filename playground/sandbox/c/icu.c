/*
 * ICU for Prosody's encodings.c, as Debian builds it. The library and its tables are megabytes that each browser has already: the
 * conversions are here, and JavaScript answers what needs tables.
 */
#include <stdbool.h>
#include "icu.h"
#include "door.h"

/* UTF-16 in and out; the length of the answer, which may be more than the capacity, or -1 when the text is refused. */
IMPORT("stringprep") int32_t door_stringprep(int32_t profile, bool strict, const UChar *from, int32_t length, UChar *to, int32_t capacity);
IMPORT("idna") int32_t door_idna(bool to_unicode, const UChar *from, int32_t length, UChar *to, int32_t capacity);

const char *u_errorName(UErrorCode code) {
	(void)code;
	return "ICU error";
}
void utrace_setLevel(int32_t level) { (void)level; }

/* One code point of well-formed UTF-8 (the Unicode Standard, table 3-7), or -1; moves `at` behind it. */
static int32_t decode(const uint8_t *text, int32_t size, int32_t *at) {
	uint8_t first = text[(*at)++];
	if (first < 0x80) return first;
	int more = first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1;
	if (more < 0 || *at + more > size) return -1;
	int32_t point = first & (0x3f >> more);
	for (int i = 0; i < more; i++) {
		uint8_t next = text[(*at)++];
		if ((next & 0xc0) != 0x80) return -1;
		point = point << 6 | (next & 0x3f);
	}
	bool is_short = more == 2 && point < 0x800;
	bool is_out = point > 0x10ffff || (more == 3 && point < 0x10000) || (point >= 0xd800 && point <= 0xdfff);
	return is_short || is_out ? -1 : point;
}

UChar *u_strFromUTF8(UChar *to, int32_t capacity, int32_t *length, const char *from, int32_t size, UErrorCode *error) {
	int32_t count = 0;
	for (int32_t at = 0; at < size;) {
		int32_t point = decode((const uint8_t *)from, size, &at);
		if (point < 0) {
			*error = U_INVALID_CHAR_FOUND;
			return NULL;
		}
		UChar units[2] = { (UChar)point };
		if (point >= 0x10000) {
			units[0] = (UChar)(0xd7c0 + (point >> 10));
			units[1] = (UChar)(0xdc00 + (point & 0x3ff));
		}
		for (int i = 0; i <= (point >= 0x10000); i++, count++) if (count < capacity) to[count] = units[i];
	}
	*length = count;
	if (count > capacity) *error = U_BUFFER_OVERFLOW_ERROR;
	return to;
}

static int encode(uint32_t point, char *to) {
	if (point < 0x80) {
		to[0] = (char)point;
		return 1;
	}
	int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
	to[0] = (char)(0xff00 >> (more + 1) | point >> (6 * more));
	for (int i = 1; i <= more; i++) to[i] = (char)(0x80 | (point >> (6 * (more - i)) & 0x3f));
	return more + 1;
}

char *u_strToUTF8(char *to, int32_t capacity, int32_t *length, const UChar *from, int32_t size, UErrorCode *error) {
	int32_t count = 0;
	for (int32_t at = 0; at < size; at++) {
		uint32_t point = from[at];
		if ((point & 0xfc00) == 0xd800 && at + 1 < size) point = 0x10000 + ((point & 0x3ff) << 10 | (from[++at] & 0x3ff));
		char bytes[4];
		int needed = encode(point, bytes);
		for (int i = 0; i < needed; i++, count++) if (count < capacity) to[count] = bytes[i];
	}
	*length = count;
	if (count > capacity) *error = U_BUFFER_OVERFLOW_ERROR;
	return to;
}

static int32_t fits(int32_t length, int32_t capacity, UErrorCode refusal, UErrorCode *error) {
	if (length < 0) *error = refusal;
	else if (length > capacity) *error = U_BUFFER_OVERFLOW_ERROR;
	return length;
}

UStringPrepProfile *usprep_openByType(UStringPrepProfileType type, UErrorCode *error) {
	(void)error;
	static UStringPrepProfile profiles[] = { { 0 }, { 1 }, { 2 }, { 3 } };
	return &profiles[type];
}

int32_t usprep_prepare(UStringPrepProfile *profile, const UChar *from, int32_t length, UChar *to, int32_t capacity, int32_t options, void *parse_error, UErrorCode *error) {
	(void)parse_error;
	bool strict = (options & USPREP_ALLOW_UNASSIGNED) == 0;
	return fits(door_stringprep(profile->profile, strict, from, length, to, capacity), capacity, U_USPREP_PROHIBITED_ERROR, error);
}

UIDNA *uidna_openUTS46(uint32_t options, UErrorCode *error) {
	(void)options, (void)error;
	return NULL;
}

static int32_t convert(bool to_unicode, const UChar *name, int32_t length, UChar *to, int32_t capacity, UIDNAInfo *info, UErrorCode *error) {
	int32_t result = door_idna(to_unicode, name, length, to, capacity);
	if (result < 0) {
		info->errors = 1;
		return 0;
	}
	return fits(result, capacity, U_ZERO_ERROR, error);
}

int32_t uidna_nameToASCII(const UIDNA *idna, const UChar *name, int32_t length, UChar *to, int32_t capacity, UIDNAInfo *info, UErrorCode *error) {
	(void)idna;
	return convert(false, name, length, to, capacity, info, error);
}

int32_t uidna_nameToUnicode(const UIDNA *idna, const UChar *name, int32_t length, UChar *to, int32_t capacity, UIDNAInfo *info, UErrorCode *error) {
	(void)idna;
	return convert(true, name, length, to, capacity, info, error);
}

USpoofChecker *uspoof_open(UErrorCode *error) {
	(void)error;
	return NULL;
}
void uspoof_setChecks(USpoofChecker *checker, int32_t checks, UErrorCode *error) { (void)checker, (void)checks, (void)error; }

/* No browser has the table of look-alikes, and mod_mimicking, which alone would ask, is left out. */
int32_t uspoof_getSkeleton(const USpoofChecker *checker, uint32_t type, const UChar *from, int32_t length, UChar *to, int32_t capacity, UErrorCode *error) {
	(void)checker, (void)type;
	for (int32_t i = 0; i < length && i < capacity; i++) to[i] = from[i];
	return fits(length, capacity, U_ZERO_ERROR, error);
}
