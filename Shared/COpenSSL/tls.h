// What the TLS module needs of libssl that Swift cannot say: function-like macros, and a BIO of our
// own, through which ciphertext passes without being kept.
#ifndef KUMQUAT_TLS_H
#define KUMQUAT_TLS_H

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

/// Where libssl reads ciphertext from and writes it to. One serves all connections of a loop, since
/// nothing stays in it from one call to the next.
typedef struct kumquat_pipe {
    const unsigned char *input;
    size_t input_left;
    unsigned char *output;
    size_t output_used;
    size_t output_room;
} kumquat_pipe;

static int kumquat_pipe_read(BIO *bio, char *to, size_t room, size_t *done) {
    kumquat_pipe *pipe = (kumquat_pipe *)BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    size_t count = room < pipe->input_left ? room : pipe->input_left;
    *done = count;
    if (count == 0) {
        BIO_set_retry_read(bio);
        return -1;
    }
    memcpy(to, pipe->input, count);
    pipe->input += count;
    pipe->input_left -= count;
    return 1;
}

/// Takes everything: the caller gives libssl no more at a time than there is room for.
static int kumquat_pipe_write(BIO *bio, const char *from, size_t count, size_t *done) {
    kumquat_pipe *pipe = (kumquat_pipe *)BIO_get_data(bio);
    BIO_clear_retry_flags(bio);
    *done = 0;
    if (pipe->output_room - pipe->output_used < count) {
        size_t room = pipe->output_used + count + 16384;
        unsigned char *grown = (unsigned char *)realloc(pipe->output, room);
        if (grown == NULL) return -1;
        pipe->output = grown;
        pipe->output_room = room;
    }
    memcpy(pipe->output + pipe->output_used, from, count);
    pipe->output_used += count;
    *done = count;
    return 1;
}

static long kumquat_pipe_control(BIO *bio, int command, long number, void *pointer) {
    (void)bio, (void)number, (void)pointer;
    return command == BIO_CTRL_FLUSH || command == BIO_CTRL_DUP;
}

static inline BIO_METHOD *kumquat_pipe_method(void) {
    BIO_METHOD *method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "kumquat");
    if (method == NULL) return NULL;
    BIO_meth_set_read_ex(method, kumquat_pipe_read);
    BIO_meth_set_write_ex(method, kumquat_pipe_write);
    BIO_meth_set_ctrl(method, kumquat_pipe_control);
    return method;
}

static inline BIO *kumquat_pipe_bio(const BIO_METHOD *method, kumquat_pipe *pipe) {
    BIO *bio = BIO_new(method);
    if (bio == NULL) return NULL;
    BIO_set_data(bio, pipe);
    BIO_set_init(bio, 1);
    return bio;
}

/// Gives both ends of a connection to the same BIO, which stays ours as well.
static inline void kumquat_tls_attach(SSL *ssl, BIO *bio) {
    BIO_up_ref(bio);
    SSL_set_bio(ssl, bio, bio);
}

/// http/1.1 for whoever asks for a protocol; who wants only others is refused (RFC 7301, 3.2).
static int kumquat_tls_protocol(
    SSL *ssl, const unsigned char **out, unsigned char *length, const unsigned char *in,
    unsigned int in_length, void *data
) {
    (void)ssl, (void)data;
    static const unsigned char ours[] = "http/1.1";
    for (unsigned int at = 0; at < in_length; at += in[at] + 1u) {
        if (in[at] == 8 && at + 9 <= in_length && memcmp(in + at + 1, ours, 8) == 0) {
            *out = in + at + 1;
            *length = 8;
            return SSL_TLSEXT_ERR_OK;
        }
    }
    return SSL_TLSEXT_ERR_ALERT_FATAL;
}

typedef int (*kumquat_tls_on_name)(SSL *ssl, int *alert, void *data);

static const int kumquat_tls_ticket_octets = 80;
static const int kumquat_tls_name_goes = SSL_TLSEXT_ERR_OK;
static const int kumquat_tls_name_fails = SSL_TLSEXT_ERR_ALERT_FATAL;

/// A context of a server: TLS 1.2 and 1.3 with forward secrecy and authenticated ciphers, tickets
/// instead of a cache, nothing that a client could ask for again and again.
static inline SSL_CTX *kumquat_tls_context(
    const unsigned char *ticket_keys, long ticket_seconds, kumquat_tls_on_name on_name, void *data
) {
    static const unsigned char purpose[] = "kumquat";
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (context == NULL) return NULL;
    SSL_CTX_set_options(
        context,
        SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
            SSL_OP_PRIORITIZE_CHACHA
    );
    SSL_CTX_set_mode(
        context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
    );
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_timeout(context, ticket_seconds);
    SSL_CTX_set_alpn_select_cb(context, kumquat_tls_protocol, NULL);
    SSL_CTX_set_tlsext_servername_callback(context, on_name);
    SSL_CTX_set_tlsext_servername_arg(context, data);
    if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
        SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1 &&
        SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384") == 1 &&
        SSL_CTX_set_session_id_context(context, purpose, sizeof purpose - 1) == 1 &&
        SSL_CTX_set_tlsext_ticket_keys(
            context, (void *)ticket_keys, kumquat_tls_ticket_octets
        ) == 1) {
        return context;
    }
    SSL_CTX_free(context);
    return NULL;
}

/// A certificate with those that lead from it to a root.
static inline STACK_OF(X509) *kumquat_tls_chain(void) { return sk_X509_new_null(); }
static inline int kumquat_tls_chain_add(STACK_OF(X509) *chain, X509 *certificate) {
    return sk_X509_push(chain, certificate) > 0;
}
static inline void kumquat_tls_chain_free(STACK_OF(X509) *chain) {
    sk_X509_pop_free(chain, X509_free);
}

/// For a file that is encrypted: there is nobody to be asked for its password.
static int kumquat_tls_no_password(char *to, int room, int writes, void *data) {
    (void)to, (void)room, (void)writes, (void)data;
    return -1;
}
static inline X509 *kumquat_tls_read_certificate(BIO *file) {
    return PEM_read_bio_X509(file, NULL, kumquat_tls_no_password, NULL);
}
static inline EVP_PKEY *kumquat_tls_read_key(BIO *file) {
    return PEM_read_bio_PrivateKey(file, NULL, kumquat_tls_no_password, NULL);
}

#endif
