#ifndef ZHANGFA_CPLATFORM_SHIM_H
#define ZHANGFA_CPLATFORM_SHIM_H

// What Swift's own modules of the C library leave out.

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/xattr.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/syscall.h>
#endif

/// Whether a signal is ignored, as nohup makes it.
static inline int zhangfa_is_ignored(int signal) {
  struct sigaction action;
  return sigaction(signal, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

/// Exchanges two names of one folder in one step; ENOSYS where the system has no such thing.
static inline int zhangfa_exchange(int folder, const char *one, const char *other) {
#if defined(__linux__) && defined(SYS_renameat2)
  enum { exchange = 2 };
  return (int)syscall(SYS_renameat2, folder, one, folder, other, exchange);
#elif defined(__APPLE__)
  return renameatx_np(folder, one, folder, other, RENAME_SWAP);
#else
  errno = ENOSYS;
  return -1;
#endif
}

/// Makes a pipe that no other program inherits.
static inline int zhangfa_pipe(int ends[2]) {
#ifdef __linux__
  extern int pipe2(int ends[2], int flags);
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) != 0) return -1;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

/// Opens a folder for looking names up in it, which needs no permission to list it.
#if defined(__linux__)
static const int zhangfa_open_for_search = 010000000;  // O_PATH
#elif defined(__APPLE__)
static const int zhangfa_open_for_search = 0x40000000;  // O_EXEC
#else
static const int zhangfa_open_for_search = 0;
#endif

// Darwin's functions for extended attributes have more parameters.

static inline ssize_t zhangfa_flistxattr(int file, char *names, size_t size) {
#ifdef __APPLE__
  return flistxattr(file, names, size, 0);
#else
  return flistxattr(file, names, size);
#endif
}

static inline ssize_t zhangfa_fgetxattr(int file, const char *name, void *value, size_t size) {
#ifdef __APPLE__
  return fgetxattr(file, name, value, size, 0, 0);
#else
  return fgetxattr(file, name, value, size);
#endif
}

static inline int zhangfa_fsetxattr(int file, const char *name, const void *value, size_t size) {
#ifdef __APPLE__
  return fsetxattr(file, name, value, size, 0, 0);
#else
  return fsetxattr(file, name, value, size, 0);
#endif
}

static inline int zhangfa_fremovexattr(int file, const char *name) {
#ifdef __APPLE__
  return fremovexattr(file, name, 0);
#else
  return fremovexattr(file, name);
#endif
}

#endif
