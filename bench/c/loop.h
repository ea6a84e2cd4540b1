/* A bare epoll server of HTTP/1.1 in one thread: what the machine allows, to compare with.
   It trusts its peers (wrk, nginx, HAProxy, our gateway) and is no server for anything else. */
#ifndef LOOP_H
#define LOOP_H

#include <stddef.h>

struct connection;

struct request {
    const char *head; /* from the method to the empty line */
    size_t head_length;
    const char *target; /* path and query */
    size_t target_length;
    const char *body;
    size_t body_length;
};

/* Called for each request. Answers with reply(), now or before the turn ends. */
typedef void (*request_handler)(struct connection *connection, const struct request *request);

/* Called after all requests that were ready have been handled. */
typedef void (*turn_handler)(void);

/* Serves "tcp:<port>" (loopback) or "unix:<path>" until it is killed. */
void serve(const char *address, request_handler handler, turn_handler turn_ends);

/* Sends an answer with a JSON body; an empty one goes without a body. */
void reply(struct connection *connection, const char *status, const char *body, size_t length);

/* The same with header fields of its own, each with its line end; at most some hundred octets. */
void reply_with(struct connection *connection, const char *status, const char *fields,
    const char *body, size_t length);

/* The value of a header field, or of a parameter in a query or form; NULL when it is missing. */
const char *field(const struct request *request, const char *name, size_t *length);
const char *parameter(const char *text, size_t text_length, const char *name, size_t *length);

/* Ends the program with a line that says why. */
void fail(const char *what);

#endif
