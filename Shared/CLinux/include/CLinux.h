// What Glibc's Swift module leaves out of Linux: epoll, eventfd and their kin.
#ifndef CLINUX_H
#define CLINUX_H

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

#include "clinux_spawn.h"

// The event loop that the calling thread runs, or NULL. Swift has no thread-local variables.
extern _Thread_local void *kumquat_thread_loop;

static inline void *kumquat_loop_get(void) { return kumquat_thread_loop; }
static inline void kumquat_loop_set(void *loop) { kumquat_thread_loop = loop; }

// accept4 with SOCK_NONBLOCK | SOCK_CLOEXEC; it is hidden behind _GNU_SOURCE.
int kumquat_accept(int listener, struct sockaddr *address, socklen_t *length);

// A socket that does not block and is closed on exec.
int kumquat_socket(int family);

// Names the calling thread, at most 15 octets, for `top -H` and debuggers.
void kumquat_thread_name(const char *name);

// What the allocator holds that is in use, and gives back to the system what it can of the rest.
size_t kumquat_memory_in_use(void);
void kumquat_memory_give_back(void);

// Enumerators and macros that Swift imports with awkward types or not at all.
static const int kumquat_stream_socket = SOCK_STREAM;
static inline int kumquat_eventfd(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
static inline int kumquat_epoll(void) { return epoll_create1(EPOLL_CLOEXEC); }

// One epoll_ctl; the union inside epoll_event stays in C.
static inline int kumquat_epoll_set(
    int poll, int operation, int descriptor, uint32_t events, uint64_t data
) {
    struct epoll_event event = {.events = events, .data = {.u64 = data}};
    return epoll_ctl(poll, operation, descriptor, &event);
}

// A descriptor that becomes readable when one of the blocked signals in the set arrives.
static inline int kumquat_signalfd(const sigset_t *set) {
    return signalfd(-1, set, SFD_NONBLOCK | SFD_CLOEXEC);
}

#endif
