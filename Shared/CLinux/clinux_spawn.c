#define _GNU_SOURCE
#include "clinux_spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static const char listen_pid[] = "LISTEN_PID=";

// Writes our process id over the blanks behind `LISTEN_PID=`. No library call: see below.
static void name_ourselves(char *const environment[]) {
    for (char *const *entry = environment; *entry != NULL; entry++) {
        if (strncmp(*entry, listen_pid, sizeof listen_pid - 1) != 0) {
            continue;
        }
        char digits[16];
        int count = 0;
        for (pid_t rest = getpid(); rest > 0; rest /= 10) {
            digits[count++] = (char)('0' + rest % 10);
        }
        char *place = *entry + sizeof listen_pid - 1;
        while (count > 0 && *place == ' ') {
            *place++ = digits[--count];
        }
        *place = '\0';
    }
}

// Between fork and exec only async-signal-safe calls are allowed: other threads may hold any lock.
static _Noreturn void become(
    const char *path, char *const arguments[], char *const environment[], int output, int handed,
    int report, pid_t parent) {
    // Out of the way of what is handed over.
    report = fcntl(report, F_DUPFD_CLOEXEC, 16);
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
        bool has_it = handed < 0
            || (handed == 3 ? fcntl(3, F_SETFD, 0) : dup2(handed, 3)) >= 0;
        if (handed >= 0) {
            name_ourselves(environment);
        }
        if (has_it) {
            execve(path, arguments, environment);
        }
    }
    int problem = errno;
    while (write(report, &problem, sizeof problem) < 0 && errno == EINTR) {
    }
    _exit(127);
}

int clinux_spawn(
    const char *path, char *const arguments[], char *const environment[], int output,
    int handed, pid_t *child) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) {
        return errno;
    }
    pid_t parent = getpid();
    pid_t started = fork();
    if (started == 0) {
        become(path, arguments, environment, output, handed, report[1], parent);
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
