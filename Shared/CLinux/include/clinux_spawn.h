// Starting a child process with what posix_spawn cannot say.
#ifndef CLINUX_SPAWN_H
#define CLINUX_SPAWN_H

#include <sys/types.h>

/// Starts `path` in a process group of its own, with no input, `output` as its standard output and
/// error, the default signal mask and actions, and no other descriptor of ours. The child is killed
/// when the *thread* that started it ends, so call this on one that lives as long as the process.
///
/// Returns 0, or the errno of what failed, exec included; no child is left then.
int clinux_spawn(
    const char *path, char *const arguments[], char *const environment[], int output, pid_t *child);

#endif
