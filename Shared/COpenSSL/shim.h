#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/core_names.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/// RFC 2253, but with characters beyond ASCII as they are.
static const unsigned long kumquat_name_flags = XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB;

/// A context for HMAC over the digest of that name, without a key yet. OSSL_PARAM arrays need
/// mutable C strings, which Swift can only give at the price of pointers that do not last.
static inline EVP_MAC_CTX *kumquat_hmac_context(const EVP_MAC *mac, const char *digest) {
    EVP_MAC_CTX *context = EVP_MAC_CTX_new((EVP_MAC *)mac);
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)digest, 0),
        OSSL_PARAM_construct_end(),
    };
    if (context != NULL && EVP_MAC_CTX_set_params(context, parameters) != 1) {
        EVP_MAC_CTX_free(context);
        return NULL;
    }
    return context;
}
