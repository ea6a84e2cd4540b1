#define _GNU_SOURCE
#include "CLinux.h"
#include <malloc.h>
#include <pthread.h>

_Thread_local void *kumquat_thread_loop = 0;

void kumquat_thread_name(const char *name) { pthread_setname_np(pthread_self(), name); }

int kumquat_accept(int listener, struct sockaddr *address, socklen_t *length) {
    return accept4(listener, address, length, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

int kumquat_socket(int family) {
    return socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

size_t kumquat_memory_in_use(void) {
    struct mallinfo2 found = mallinfo2();
    return found.uordblks + found.hblkhd;
}

void kumquat_memory_give_back(void) { malloc_trim(0); }
