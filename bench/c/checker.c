/* For nginx's auth_request: 200 for a bearer token (JWT, HS256) with a good signature that has
   not expired, else 401. With `tell` the answer says who it is: the token's claims as they are.
     checker ADDRESS SECRET [tell] */
#define _GNU_SOURCE
#include "loop.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

static const char *secret;
static int tells;

/* base64url without padding; -1 for anything else. */
static int decode(const char *text, size_t length, unsigned char *output, size_t room)
{
    unsigned bits = 0, held = 0;
    size_t written = 0;
    for (size_t i = 0; i < length; i++) {
        static const char alphabet[] =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        const char *place = text[i] != 0 ? strchr(alphabet, text[i]) : NULL;
        if (place == NULL)
            return -1;
        held = held << 6 | (unsigned)(place - alphabet);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            if (written == room)
                return -1;
            output[written++] = held >> bits & 255;
        }
    }
    return (int)written;
}

static int is_good(const char *token, size_t length)
{
    unsigned char mac[EVP_MAX_MD_SIZE], given[64], payload[1024];
    unsigned mac_length = 0;
    const char *first = memchr(token, '.', length);
    const char *last = memrchr(token, '.', length);
    if (first == NULL || first == last)
        return 0;
    size_t signed_length = last - token;
    int given_length = decode(last + 1, length - signed_length - 1, given, sizeof given);
    HMAC(EVP_sha256(), secret, (int)strlen(secret), (const unsigned char *)token, signed_length, mac,
        &mac_length);
    if (given_length != (int)mac_length || CRYPTO_memcmp(mac, given, mac_length) != 0)
        return 0;
    int payload_length = decode(first + 1, last - first - 1, payload, sizeof payload - 1);
    if (payload_length < 0)
        return 0;
    payload[payload_length] = 0;
    const char *expiry = strstr((const char *)payload, "\"exp\":");
    return expiry != NULL && strtoll(expiry + 6, NULL, 10) > time(NULL);
}

static void handle(struct connection *c, const struct request *r)
{
    size_t length = 0;
    const char *value = field(r, "authorization", &length);
    char identity[1024] = "";
    int good = value != NULL && length > 7 && strncasecmp(value, "Bearer ", 7) == 0
        && is_good(value + 7, length - 7);
    if (good && tells) {
        const char *first = memchr(value, '.', length), *last = memrchr(value, '.', length);
        snprintf(identity, sizeof identity, "X-Identity: %.*s\r\n", (int)(last - first - 1),
            first + 1);
    }
    reply_with(c, good ? "200 OK" : "401 Unauthorized", identity, "", 0);
}

int main(int count, char **arguments)
{
    if (count != 3 && count != 4)
        return 2;
    secret = arguments[2];
    tells = count == 4 && strcmp(arguments[3], "tell") == 0;
    serve(arguments[1], handle, NULL);
}
