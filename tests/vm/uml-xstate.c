/*
 * User Mode Linux before 6.16 keeps 2696 bytes of a process's registers (FP_SIZE in arch/x86/um). A processor with AMX
 * has some 11 000, Linux takes all of them or none (EFAULT, "ptrace set fp regs failed"), and so the first program ends.
 * Preloaded into linux.uml, this ptrace() carries the first part, all that programs inside use, and leaves the rest at its
 * initial state: XSTATE_BV (Intel SDM volume 1, 13.4.2) names only the components that lie in the first part.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { xstate = 0x202, xstate_bv_offset = 512, components_kept = 0x2ff };

static char whole[64 * 1024];
static size_t whole_size;

static long get_whole(long pid) {
  struct iovec all = { whole, sizeof whole };
  long status = syscall(SYS_ptrace, PTRACE_GETREGSET, pid, xstate, &all);
  if (status >= 0) whole_size = all.iov_len;
  return status;
}

static long get_part(long pid, struct iovec *part) {
  long status = get_whole(pid);
  if (status < 0) return status;
  if (part->iov_len > whole_size) part->iov_len = whole_size;
  memcpy(part->iov_base, whole, part->iov_len);
  return status;
}

static long set_part(long pid, const struct iovec *part) {
  struct iovec all = { whole, 0 };
  if (whole_size == 0 && get_whole(pid) < 0) return -1;
  all.iov_len = whole_size;
  memset(whole, 0, whole_size);
  memcpy(whole, part->iov_base, part->iov_len < whole_size ? part->iov_len : whole_size);
  *(unsigned long *)(whole + xstate_bv_offset) &= components_kept;
  return syscall(SYS_ptrace, PTRACE_SETREGSET, pid, xstate, &all);
}

long ptrace(enum __ptrace_request request, ...) {
  va_list arguments;
  va_start(arguments, request);
  long pid = va_arg(arguments, pid_t);
  long address = va_arg(arguments, long);
  void *data = va_arg(arguments, void *);
  va_end(arguments);
  if (request == PTRACE_GETREGSET && address == xstate) return get_part(pid, data);
  if (request == PTRACE_SETREGSET && address == xstate) return set_part(pid, data);
  if (request == PTRACE_PEEKTEXT || request == PTRACE_PEEKDATA || request == PTRACE_PEEKUSER) {
    /* ptrace(2), "C library/kernel differences": the system call stores the word, the function returns it. */
    long word = 0;
    long status = syscall(SYS_ptrace, request, pid, address, &word);
    if (status < 0) return status;
    errno = 0;
    return word;
  }
  return syscall(SYS_ptrace, request, pid, address, data);
}
