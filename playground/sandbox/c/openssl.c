/*
 * OpenSSL for Prosody's hashes.c. JavaScript has the same hashes in a well-kept library (host/hashes.ts); what Prosody's C does with
 * its arguments stays Prosody's. It hashes all of its data in one piece, and one after the other, which keeps this small.
 */
#include <stdlib.h>
#include <string.h>
#include "door.h"
#include "openssl.h"

struct evp_md { int number; unsigned size; };

/* Bytes that JavaScript reads, as it knows them: a pointer and a length. */
typedef struct { const void *bytes; size_t size; } view;

/* Each writes its result and returns 1, or 0 when it refuses. Digests are numbered as in DIGESTS. */
IMPORT("digest") int door_digest(int digest, const view *data, void *to);
IMPORT("hmac") int door_hmac(int digest, const view *key, const view *data, void *to);
IMPORT("pbkdf2") int door_pbkdf2(int digest, const view *password, const view *salt, int iterations, void *to, size_t size);
IMPORT("hkdf") int door_hkdf(int digest, const view *key, const view *salt, const view *info, void *to, size_t size);

#define NUMBER(name, size) DIGEST_##name,
enum { DIGESTS(NUMBER) };
#define DEFINE_DIGEST(name, bytes) EVP_MD *EVP_##name(void) { static EVP_MD digest = { DIGEST_##name, bytes }; return &digest; }
DIGESTS(DEFINE_DIGEST)

struct evp_md_ctx { EVP_MD *digest; view data; };

EVP_MD_CTX *EVP_MD_CTX_new(void) { return calloc(1, sizeof(EVP_MD_CTX)); }
void EVP_MD_CTX_free(EVP_MD_CTX *context) { free(context); }

int EVP_DigestInit_ex(EVP_MD_CTX *context, EVP_MD *digest, void *engine) {
	(void)engine;
	context->digest = digest;
	return 1;
}

int EVP_DigestUpdate(EVP_MD_CTX *context, const void *data, size_t size) {
	if (context->data.bytes != NULL) return 0;
	context->data = (view){ data, size };
	return 1;
}

int EVP_DigestFinal_ex(EVP_MD_CTX *context, unsigned char *to, unsigned *size) {
	*size = context->digest->size;
	return door_digest(context->digest->number, &context->data, to);
}

unsigned char *HMAC(EVP_MD *digest, const void *key, int key_size, const unsigned char *data, size_t size, unsigned char *to, unsigned *to_size) {
	*to_size = digest->size;
	return door_hmac(digest->number, &(view){ key, (size_t)key_size }, &(view){ data, size }, to) ? to : NULL;
}

int PKCS5_PBKDF2_HMAC(const char *password, int password_size, const unsigned char *salt, int salt_size, int iterations, EVP_MD *digest, int to_size, unsigned char *to) {
	const view secret = { password, (size_t)password_size }, salted = { salt, (size_t)salt_size };
	return door_pbkdf2(digest->number, &secret, &salted, iterations, to, (size_t)to_size);
}

struct evp_pkey_ctx { EVP_MD *digest; view key, salt, info; };

/* Prosody uses one at a time, gives it all of its fields, and never frees it. */
EVP_PKEY_CTX *EVP_PKEY_CTX_new_id(int id, void *engine) {
	static EVP_PKEY_CTX only;
	(void)id, (void)engine;
	only = (EVP_PKEY_CTX){ 0 };
	return &only;
}
int EVP_PKEY_derive_init(EVP_PKEY_CTX *context) { return context != NULL; }
int EVP_PKEY_CTX_set_hkdf_md(EVP_PKEY_CTX *context, EVP_MD *digest) {
	context->digest = digest;
	return 1;
}

static int set(view *field, const unsigned char *bytes, int size) {
	*field = (view){ bytes, (size_t)size };
	return 1;
}
int EVP_PKEY_CTX_set1_hkdf_salt(EVP_PKEY_CTX *context, const unsigned char *salt, int size) { return set(&context->salt, salt, size); }
int EVP_PKEY_CTX_set1_hkdf_key(EVP_PKEY_CTX *context, const unsigned char *key, int size) { return set(&context->key, key, size); }
int EVP_PKEY_CTX_add1_hkdf_info(EVP_PKEY_CTX *context, const unsigned char *info, int size) { return set(&context->info, info, size); }

int EVP_PKEY_derive(EVP_PKEY_CTX *context, unsigned char *to, size_t *size) {
	return door_hkdf(context->digest->number, &context->key, &context->salt, &context->info, to, *size);
}

int CRYPTO_memcmp(const void *a, const void *b, size_t size) { return memcmp(a, b, size); }
unsigned long ERR_get_error(void) { return 0; }
const char *ERR_error_string(unsigned long error, char *buffer) {
	(void)error, (void)buffer;
	return "the digest could not be computed";
}
