// What Glibc's Swift module leaves out of Linux: epoll, eventfd and their kin.
#ifndef CLINUX_H
#define CLINUX_H

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>

#include "clinux_spawn.h"

#endif
