#define _GNU_SOURCE
#include "CLinux.h"
#include <pthread.h>

_Thread_local void *kumquat_thread_loop = 0;

void kumquat_thread_name(const char *name) { pthread_setname_np(pthread_self(), name); }

int kumquat_accept(int listener, struct sockaddr *address, socklen_t *length) {
    return accept4(listener, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int kumquat_socket(int family) {
    return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}
