/* The part of ICU's interface that Prosody's encodings.c uses; icu.c says who answers it. */
#pragma once
#include <stdint.h>
#include <stdio.h>

#define U_ICU_VERSION_MAJOR_NUM 76

typedef uint16_t UChar;
typedef enum { U_ZERO_ERROR = 0, U_INVALID_CHAR_FOUND = 10, U_BUFFER_OVERFLOW_ERROR = 15, U_USPREP_PROHIBITED_ERROR = 66560 } UErrorCode;
#define U_FAILURE(code) ((code) > U_ZERO_ERROR)
#define U_SUCCESS(code) ((code) <= U_ZERO_ERROR)
const char *u_errorName(UErrorCode code);
UChar *u_strFromUTF8(UChar *to, int32_t capacity, int32_t *length, const char *from, int32_t size, UErrorCode *error);
char *u_strToUTF8(char *to, int32_t capacity, int32_t *length, const UChar *from, int32_t size, UErrorCode *error);

/* Stringprep (RFC 3454) */
typedef const struct { int32_t profile; } UStringPrepProfile;
typedef enum { USPREP_RFC3491_NAMEPREP, USPREP_RFC3920_NODEPREP, USPREP_RFC3920_RESOURCEPREP, USPREP_RFC4013_SASLPREP } UStringPrepProfileType;
enum { USPREP_ALLOW_UNASSIGNED = 1 };
UStringPrepProfile *usprep_openByType(UStringPrepProfileType type, UErrorCode *error);
int32_t usprep_prepare(UStringPrepProfile *profile, const UChar *from, int32_t length, UChar *to, int32_t capacity, int32_t options, void *parse_error, UErrorCode *error);

/* Domain names (UTS 46) */
typedef struct UIDNA UIDNA;
typedef struct { uint32_t errors; } UIDNAInfo;
#define UIDNA_INFO_INITIALIZER { 0 }
enum { UIDNA_DEFAULT = 0, UIDNA_USE_STD3_RULES = 2 };
UIDNA *uidna_openUTS46(uint32_t options, UErrorCode *error);
int32_t uidna_nameToASCII(const UIDNA *idna, const UChar *name, int32_t length, UChar *to, int32_t capacity, UIDNAInfo *info, UErrorCode *error);
int32_t uidna_nameToUnicode(const UIDNA *idna, const UChar *name, int32_t length, UChar *to, int32_t capacity, UIDNAInfo *info, UErrorCode *error);

/* Look-alikes (UTS 39) */
typedef struct USpoofChecker USpoofChecker;
enum { USPOOF_CONFUSABLE = 7 };
USpoofChecker *uspoof_open(UErrorCode *error);
void uspoof_setChecks(USpoofChecker *checker, int32_t checks, UErrorCode *error);
int32_t uspoof_getSkeleton(const USpoofChecker *checker, uint32_t type, const UChar *from, int32_t length, UChar *to, int32_t capacity, UErrorCode *error);

enum { UTRACE_VERBOSE = 9 };
void utrace_setLevel(int32_t level);
