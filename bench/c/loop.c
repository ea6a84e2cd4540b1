#define _GNU_SOURCE
#include "loop.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { BUFFER = 32768, EVENTS = 256 };

struct connection {
    int fd;
    int waits;  /* a request has been handed out and not been answered */
    int closed; /* by the peer, while it waited */
    size_t used;
    char input[BUFFER];
};

static request_handler on_request;

void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void finish(struct connection *c)
{
    close(c->fd);
    c->closed = 1;
    if (!c->waits)
        free(c);
}

void reply(struct connection *c, const char *status, const char *body, size_t length)
{
    reply_with(c, status, "", body, length);
}

void reply_with(struct connection *c, const char *status, const char *fields, const char *body,
    size_t length)
{
    static char output[1 << 18];
    int head = snprintf(output, sizeof output,
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\n%sContent-Length: %zu\r\n\r\n",
        status, fields, length);
    c->waits = 0;
    if (c->closed) {
        free(c);
        return;
    }
    memcpy(output + head, body, length);
    /* One answer at a time always fits into the socket's buffer. */
    if (write(c->fd, output, head + length) != (ssize_t)(head + length))
        shutdown(c->fd, SHUT_RDWR);
}

const char *field(const struct request *r, const char *name, size_t *length)
{
    size_t n = strlen(name);
    const char *line = r->head, *end = r->head + r->head_length;
    while ((line = memchr(line, '\n', end - line)) != NULL && ++line + n < end) {
        if (strncasecmp(line, name, n) == 0 && line[n] == ':') {
            const char *value = line + n + 1;
            while (*value == ' ')
                value++;
            *length = (const char *)memchr(value, '\r', end - value) - value;
            return value;
        }
    }
    return NULL;
}

const char *parameter(const char *text, size_t text_length, const char *name, size_t *length)
{
    size_t n = strlen(name);
    const char *end = text + text_length;
    while (text != NULL && text + n < end) {
        if (strncmp(text, name, n) == 0 && text[n] == '=') {
            const char *value = text + n + 1, *stop = memchr(value, '&', end - value);
            *length = (stop != NULL ? stop : end) - value;
            return value;
        }
        text = memchr(text, '&', end - text);
        if (text != NULL)
            text++;
    }
    return NULL;
}

/* The length of the request at the front of the buffer, 0 while it is incomplete. */
static size_t parse(struct connection *c, struct request *r)
{
    char *end = memmem(c->input, c->used, "\r\n\r\n", 4);
    if (end == NULL)
        return 0;
    r->head = c->input;
    r->head_length = end + 2 - c->input;
    r->target = memchr(c->input, ' ', r->head_length);
    if (r->target == NULL)
        return 0;
    r->target++;
    r->target_length = strcspn(r->target, " \r");
    r->body = end + 4;
    size_t digits;
    const char *length = field(r, "content-length", &digits);
    r->body_length = length != NULL ? strtoul(length, NULL, 10) : 0;
    size_t total = r->body + r->body_length - c->input;
    return total <= c->used ? total : 0;
}

static void receive(struct connection *c)
{
    ssize_t got = read(c->fd, c->input + c->used, BUFFER - c->used);
    if (got < 0 && errno == EAGAIN)
        return;
    if (got <= 0) {
        finish(c);
        return;
    }
    c->used += got;
    struct request r;
    size_t length = parse(c, &r);
    if (length == 0)
        return;
    c->waits = 1;
    c->used -= length;
    on_request(c, &r);
    /* Peers send one request at a time; what came too early is of no use here. */
    if (c->used > 0)
        memmove(c->input, c->input + length, c->used);
}

static int listen_at(const char *address)
{
    int fd, on = 1;
    if (strncmp(address, "unix:", 5) == 0) {
        struct sockaddr_un name = {.sun_family = AF_UNIX};
        snprintf(name.sun_path, sizeof name.sun_path, "%s", address + 5);
        unlink(name.sun_path);
        fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
        if (fd < 0 || bind(fd, (struct sockaddr *)&name, sizeof name) < 0)
            fail(address);
    } else {
        struct sockaddr_in name = {.sin_family = AF_INET};
        name.sin_port = htons(atoi(address + strlen("tcp:")));
        name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (fd < 0 || bind(fd, (struct sockaddr *)&name, sizeof name) < 0)
            fail(address);
    }
    if (listen(fd, 1024) < 0)
        fail("listen");
    return fd;
}

static void accept_all(int listener, int epoll)
{
    int fd, on = 1;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        struct connection *c = malloc(sizeof *c);
        if (c == NULL)
            fail("malloc");
        c->fd = fd;
        c->waits = c->closed = 0;
        c->used = 0;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0)
            fail("epoll_ctl");
    }
}

void serve(const char *address, request_handler handler, turn_handler turn_ends)
{
    struct epoll_event events[EVENTS], accepting = {.events = EPOLLIN};
    int listener = listen_at(address), epoll = epoll_create1(0);
    signal(SIGPIPE, SIG_IGN);
    on_request = handler;
    if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &accepting) < 0)
        fail("epoll");
    for (;;) {
        int count = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            if (events[i].data.ptr == NULL)
                accept_all(listener, epoll);
            else
                receive(events[i].data.ptr);
        }
        if (turn_ends != NULL)
            turn_ends();
    }
}
