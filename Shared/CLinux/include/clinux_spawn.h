// Starting a child process with what posix_spawn cannot say.
#ifndef CLINUX_SPAWN_H
#define CLINUX_SPAWN_H

#include <sys/types.h>

/// Starts `path` in a process group of its own, with no input, `output` as its standard output and
/// error, the default signal mask and actions, and no other descriptor of ours but `handed`, where
/// that is not negative: the child finds it as descriptor 3, and its own process id written over the
/// blanks of an entry "LISTEN_PID=          " of its environment (sd_listen_fds(3)). The child is
/// killed when the *thread* that started it ends, so call this on one that lives as long as the
/// process.
///
/// Returns 0, or the errno of what failed, exec included; no child is left then.
int clinux_spawn(
    const char *path, char *const arguments[], char *const environment[], int output, int handed,
    pid_t *child);

#endif
