/* The part of OpenSSL's interface that Prosody's hashes.c uses; openssl.c says who answers it. */
#pragma once
#include <stddef.h>

enum { SHA_DIGEST_LENGTH = 20, SHA256_DIGEST_LENGTH = 32, EVP_MAX_MD_SIZE = 64, EVP_PKEY_HKDF = 1036 };

typedef const struct evp_md EVP_MD;
#define DIGESTS(X) X(md5, 16) X(sha1, 20) X(sha224, 28) X(sha256, 32) X(sha384, 48) X(sha512, 64) X(sha3_256, 32) X(sha3_512, 64) X(blake2s256, 32) X(blake2b512, 64)
#define DECLARE_DIGEST(name, size) EVP_MD *EVP_##name(void);
DIGESTS(DECLARE_DIGEST)

typedef struct evp_md_ctx EVP_MD_CTX;
EVP_MD_CTX *EVP_MD_CTX_new(void);
void EVP_MD_CTX_free(EVP_MD_CTX *context);
int EVP_DigestInit_ex(EVP_MD_CTX *context, EVP_MD *digest, void *engine);
int EVP_DigestUpdate(EVP_MD_CTX *context, const void *data, size_t size);
int EVP_DigestFinal_ex(EVP_MD_CTX *context, unsigned char *to, unsigned *size);

unsigned char *HMAC(EVP_MD *digest, const void *key, int key_size, const unsigned char *data, size_t size, unsigned char *to, unsigned *to_size);
int PKCS5_PBKDF2_HMAC(const char *password, int password_size, const unsigned char *salt, int salt_size, int iterations, EVP_MD *digest, int to_size, unsigned char *to);

typedef struct evp_pkey_ctx EVP_PKEY_CTX;
EVP_PKEY_CTX *EVP_PKEY_CTX_new_id(int id, void *engine);
int EVP_PKEY_derive_init(EVP_PKEY_CTX *context);
int EVP_PKEY_CTX_set_hkdf_md(EVP_PKEY_CTX *context, EVP_MD *digest);
int EVP_PKEY_CTX_set1_hkdf_salt(EVP_PKEY_CTX *context, const unsigned char *salt, int size);
int EVP_PKEY_CTX_set1_hkdf_key(EVP_PKEY_CTX *context, const unsigned char *key, int size);
int EVP_PKEY_CTX_add1_hkdf_info(EVP_PKEY_CTX *context, const unsigned char *info, int size);
int EVP_PKEY_derive(EVP_PKEY_CTX *context, unsigned char *to, size_t *size);

int CRYPTO_memcmp(const void *a, const void *b, size_t size);
unsigned long ERR_get_error(void);
const char *ERR_error_string(unsigned long error, char *buffer);
