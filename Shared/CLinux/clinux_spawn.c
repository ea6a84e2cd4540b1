#define _GNU_SOURCE
#include "clinux_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

// Between fork and exec only async-signal-safe calls are allowed: other threads may hold any lock.
static _Noreturn void become(
    const char *path, char *const arguments[], char *const environment[], int output, int report,
    pid_t parent) {
    int input = open("/dev/null", O_RDONLY);
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number < NSIG; number++) {
        signal(number, SIG_DFL);
    }
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent && setpgid(0, 0) == 0
        && input >= 0 && dup2(input, STDIN_FILENO) >= 0 && dup2(output, STDOUT_FILENO) >= 0
        && dup2(output, STDERR_FILENO) >= 0 && sigprocmask(SIG_SETMASK, &none, NULL) == 0) {
        // Kernels before 5.11 do not know the flag; what we open ourselves is marked anyway.
        (void)close_range(3, UINT_MAX, CLOSE_RANGE_CLOEXEC);
        execve(path, arguments, environment);
    }
    int problem = errno;
    while (write(report, &problem, sizeof problem) < 0 && errno == EINTR) {
    }
    _exit(127);
}

int clinux_spawn(
    const char *path, char *const arguments[], char *const environment[], int output,
    pid_t *child) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) {
        return errno;
    }
    pid_t parent = getpid();
    pid_t started = fork();
    if (started == 0) {
        become(path, arguments, environment, output, report[1], parent);
    }
    int problem = started < 0 ? errno : 0;
    close(report[1]);
    if (started > 0) {
        // Nothing comes when exec closed the pipe.
        while (read(report[0], &problem, sizeof problem) < 0 && errno == EINTR) {
        }
    }
    close(report[0]);
    if (started > 0 && problem != 0) {
        waitpid(started, NULL, 0);
    }
    *child = started;
    return problem;
}
