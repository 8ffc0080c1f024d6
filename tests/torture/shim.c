/*
 * A disk that can be cut off and that can be full, between a program and the C library (preloaded).
 *
 * SHIM_ROOTS    folders, separated by colons; what happens below them is noted, all else goes through unseen
 * SHIM_LOG      the note of every write, sync and change of a name, one record each, in the order they were done
 * SHIM_CONTROL  20 bytes, shared with the harness: from which write on to fail (struct control)
 *
 * Every call is made for real first and noted afterwards, so that the note never has what the program did not do.
 * A sync notes how long the log was when it began: it covers what was noted before that, and nothing later.
 * An HTTP answer is noted before it is sent: whoever got an answer finds it in the log, behind what it stands for.
 * SQLite's -shm file is rebuilt at each start: it is not noted, but its growth can fail as any other write.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))
#define REAL(name) ((__typeof__(&name))next(#name))
#define MOST_HANDLES 65536
#define LOG_HANDLE 700 /* above what the program itself opens */

enum watched { NOT, NOTED, SHARED_MEMORY, FOLDER };
enum fault { NONE = 0, FULL = 1, BROKEN_SYNC = 2 };

struct control {
    int32_t fault;  /* which calls fail */
    int32_t first;  /* the number of the first call that fails, from 1 */
    int32_t half;   /* whether the first write that fails gets half of its bytes down, as on a disk that runs full */
    int32_t calls;  /* how many such calls came since the harness set this to 0 */
    int32_t failed; /* how many of them failed */
};

struct record {
    uint32_t magic;
    uint32_t kind;
    uint64_t inode;
    int64_t value;
    uint32_t path_length;
    uint32_t data_length;
};

static char watching[MOST_HANDLES];
static char roots[8][PATH_MAX];
static int root_count;
static int log_handle = -1;
static struct control *control;

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

static void give_up(const char *why) {
    dprintf(2, "shim: %s: %s\n", why, strerror(errno));
    abort();
}

__attribute__((constructor)) static void begin(void) {
    char folders[8 * PATH_MAX];
    const char *log = getenv("SHIM_LOG"), *shared = getenv("SHIM_CONTROL"), *below = getenv("SHIM_ROOTS");
    if (!log || !shared || !below) return;
    snprintf(folders, sizeof folders, "%s", below);
    for (char *at = strtok(folders, ":"); at && root_count < 8; at = strtok(NULL, ":"))
        snprintf(roots[root_count++], PATH_MAX, "%s", at);
    int handle = REAL(open)(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    log_handle = handle < 0 ? -1 : fcntl(handle, F_DUPFD_CLOEXEC, LOG_HANDLE);
    if (log_handle < 0) give_up("cannot write the log");
    REAL(close)(handle);
    handle = REAL(open)(shared, O_RDWR | O_CLOEXEC);
    control = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, handle, 0);
    if (handle < 0 || control == MAP_FAILED) give_up("cannot share the control file");
    REAL(close)(handle);
}

/* One write to a file opened with O_APPEND: whole, and in one order for all threads and processes. */
static void note(char kind, uint64_t inode, int64_t value, const char *path, const void *data, size_t length) {
    int before = errno;
    struct record head = {0x4d494853, (uint32_t)kind, inode, value, path ? strlen(path) : 0, length};
    struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path_length}, {(void *)data, length}};
    if (REAL(writev)(log_handle, parts, 3) != (ssize_t)(sizeof head + head.path_length + length)) give_up("log");
    errno = before;
}

static int64_t noted_so_far(void) {
    struct stat found;
    if (fstat(log_handle, &found)) give_up("log");
    return found.st_size;
}

/* Whether this call is to fail, which is counted for the harness. */
static int fails(enum fault kind) {
    if (!control || __atomic_load_n(&control->fault, __ATOMIC_SEQ_CST) != (int)kind) return 0;
    int turn = __atomic_add_fetch(&control->calls, 1, __ATOMIC_SEQ_CST);
    if (turn < __atomic_load_n(&control->first, __ATOMIC_SEQ_CST)) return 0;
    __atomic_add_fetch(&control->failed, 1, __ATOMIC_SEQ_CST);
    errno = kind == FULL ? ENOSPC : EIO;
    return 1;
}

/* How much of a write that must fail goes through all the same; 0 for nothing. */
static size_t half(size_t length) {
    return control->half && control->calls == control->first ? length / 2 : 0;
}

/* *path* without a way through links or dots; the last part need not be there. */
static void absolute(int folder, const char *path, char *out) {
    char joined[PATH_MAX], parent[PATH_MAX], link[64];
    joined[0] = 0;
    if (path[0] != '/' && folder == AT_FDCWD) {
        if (!getcwd(joined, sizeof joined)) joined[0] = 0;
    } else if (path[0] != '/') {
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, joined, sizeof joined - 1);
        joined[length < 0 ? 0 : length] = 0;
    }
    size_t used = strlen(joined);
    snprintf(joined + used, sizeof joined - used, used ? "/%s" : "%s", path);
    char *slash = strrchr(joined, '/');
    if (!slash || slash == joined || !slash[1]) {
        snprintf(out, PATH_MAX, "%s", joined);
        return;
    }
    *slash = 0;
    int before = errno;
    if (!realpath(joined, parent)) snprintf(parent, sizeof parent, "%s", joined);
    errno = before;
    if (snprintf(out, PATH_MAX, "%s/%s", parent, slash + 1) >= PATH_MAX) give_up("a path is too long");
}

static int below_a_root(const char *path) {
    for (int each = 0; each < root_count; each++) {
        size_t length = strlen(roots[each]);
        if (!strncmp(path, roots[each], length) && (path[length] == '/' || !path[length])) return 1;
    }
    return 0;
}

static int ends_with(const char *path, const char *end) {
    size_t length = strlen(path), tail = strlen(end);
    return length >= tail && !strcmp(path + length - tail, end);
}

static enum watched what(int handle) {
    return handle >= 0 && handle < MOST_HANDLES && log_handle >= 0 ? (enum watched)watching[handle] : NOT;
}

static struct stat about(int handle) {
    struct stat found;
    if (fstat(handle, &found)) give_up("fstat");
    return found;
}

/* opening */

static int opened(int folder, const char *path, int flags, mode_t mode) {
    __typeof__(&openat) real = REAL(openat);
    char full[PATH_MAX];
    if (log_handle < 0) return real(folder, path, flags, mode);
    absolute(folder, path, full);
    if (!below_a_root(full)) {
        int handle = real(folder, path, flags, mode);
        if (handle >= 0 && handle < MOST_HANDLES) watching[handle] = NOT;
        return handle;
    }
    int created = 0, handle = -1, memory = ends_with(full, "-shm"), missing = flags & O_CREAT && access(full, F_OK);
    if (missing && fails(FULL)) return -1;
    if (flags & O_CREAT) {
        handle = real(folder, path, flags | O_EXCL, mode);
        created = handle >= 0;
    }
    if (handle < 0 && !(flags & O_EXCL && flags & O_CREAT)) handle = real(folder, path, flags, mode);
    if (handle < 0) return handle;
    if (handle >= MOST_HANDLES) give_up("too many handles");
    struct stat found = about(handle);
    watching[handle] = S_ISDIR(found.st_mode) ? FOLDER : memory ? SHARED_MEMORY : NOTED;
    if (watching[handle] != NOTED) return handle;
    if (created) note('C', found.st_ino, 0, full, NULL, 0);
    else if (flags & O_TRUNC) note('T', found.st_ino, 0, full, NULL, 0);
    return handle;
}

#define MODE(flags)                                              \
    mode_t mode = 0;                                             \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                       \
        va_list rest;                                            \
        va_start(rest, flags);                                   \
        mode = va_arg(rest, mode_t);                             \
        va_end(rest);                                            \
    }

EXPORT int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
EXPORT int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
EXPORT int openat(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }
EXPORT int openat64(int at, const char *path, int flags, ...) { MODE(flags) return opened(at, path, flags, mode); }

EXPORT int close(int handle) {
    if (handle == log_handle && handle >= 0) {
        errno = EBADF;
        return -1;
    }
    if (handle >= 0 && handle < MOST_HANDLES) watching[handle] = NOT;
    return REAL(close)(handle);
}

/* writing */

static ssize_t written(int handle, int64_t at, const void *data, ssize_t length) {
    if (length > 0 && what(handle) == NOTED) note('W', about(handle).st_ino, at, NULL, data, (size_t)length);
    return length;
}

EXPORT ssize_t write(int handle, const void *data, size_t length) {
    __typeof__(&write) real = REAL(write);
    if (what(handle) == NOT) return real(handle, data, length);
    if (fails(FULL) && !(length = half(length))) return -1;
    ssize_t done = real(handle, data, length);
    return written(handle, lseek(handle, 0, SEEK_CUR) - (done > 0 ? done : 0), data, done);
}

EXPORT ssize_t pwrite64(int handle, const void *data, size_t length, off64_t at) {
    __typeof__(&pwrite64) real = REAL(pwrite64);
    if (what(handle) == NOT) return real(handle, data, length, at);
    if (fails(FULL) && !(length = half(length))) return -1;
    return written(handle, at, data, real(handle, data, length, at));
}

EXPORT ssize_t pwrite(int handle, const void *data, size_t length, off_t at) {
    return pwrite64(handle, data, length, at);
}

EXPORT ssize_t writev(int handle, const struct iovec *parts, int count) {
    ssize_t all = 0;
    if (what(handle) == NOT) return REAL(writev)(handle, parts, count);
    for (int each = 0; each < count; each++) {
        ssize_t done = write(handle, parts[each].iov_base, parts[each].iov_len);
        if (done < 0) return all ? all : done;
        all += done;
        if ((size_t)done < parts[each].iov_len) break;
    }
    return all;
}

EXPORT int ftruncate64(int handle, off64_t size) {
    __typeof__(&ftruncate64) real = REAL(ftruncate64);
    if (what(handle) != NOT && size > about(handle).st_size && fails(FULL)) return -1;
    int done = real(handle, size);
    if (!done && what(handle) == NOTED) note('T', about(handle).st_ino, size, NULL, NULL, 0);
    return done;
}

EXPORT int ftruncate(int handle, off_t size) { return ftruncate64(handle, size); }

/* syncing */

static int synced(int handle, int (*real)(int)) {
    enum watched kind = what(handle);
    if (kind == NOT || kind == SHARED_MEMORY) return real(handle);
    if (fails(BROKEN_SYNC)) return -1;
    int64_t covers = noted_so_far();
    int done = real(handle);
    if (done) return done;
    if (kind == NOTED) {
        note('S', about(handle).st_ino, covers, NULL, NULL, 0);
        return done;
    }
    char link[64], full[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, full, sizeof full - 1);
    if (length < 0) give_up("readlink");
    full[length] = 0;
    note('D', 0, covers, full, NULL, 0);
    return done;
}

EXPORT int fsync(int handle) { return synced(handle, REAL(fsync)); }
EXPORT int fdatasync(int handle) { return synced(handle, REAL(fdatasync)); }

/* names */

static int unlinked(int folder, const char *path, int flags) {
    char full[PATH_MAX];
    int done = REAL(unlinkat)(folder, path, flags);
    if (done || log_handle < 0) return done;
    absolute(folder, path, full);
    if (below_a_root(full) && !ends_with(full, "-shm")) note(flags & AT_REMOVEDIR ? 'X' : 'U', 0, 0, full, NULL, 0);
    return done;
}

EXPORT int unlink(const char *path) { return unlinked(AT_FDCWD, path, 0); }
EXPORT int unlinkat(int folder, const char *path, int flags) { return unlinked(folder, path, flags); }
EXPORT int rmdir(const char *path) { return unlinked(AT_FDCWD, path, AT_REMOVEDIR); }

EXPORT int renameat(int from, const char *old, int to, const char *new) {
    char first[PATH_MAX], second[PATH_MAX];
    if (log_handle < 0) return REAL(renameat)(from, old, to, new);
    absolute(from, old, first);
    absolute(to, new, second);
    int watched = below_a_root(first) || below_a_root(second);
    if (watched && fails(FULL)) return -1;
    int done = REAL(renameat)(from, old, to, new);
    if (!done && watched) note('R', 0, 0, first, second, strlen(second));
    return done;
}

EXPORT int rename(const char *old, const char *new) { return renameat(AT_FDCWD, old, AT_FDCWD, new); }

EXPORT int mkdirat(int folder, const char *path, mode_t mode) {
    char full[PATH_MAX];
    if (log_handle < 0) return REAL(mkdirat)(folder, path, mode);
    absolute(folder, path, full);
    if (!below_a_root(full)) return REAL(mkdirat)(folder, path, mode);
    if (fails(FULL)) return -1;
    int done = REAL(mkdirat)(folder, path, mode);
    if (!done) note('M', 0, 0, full, NULL, 0);
    return done;
}

EXPORT int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

/* what this shim cannot follow is noted too: then the harness says so instead of judging by half a log */

static void foreign(const char *call) {
    if (log_handle >= 0) note('?', 0, 0, call, NULL, 0);
}

static void foreign_at(const char *call, const char *path) {
    char full[PATH_MAX];
    absolute(AT_FDCWD, path, full);
    if (below_a_root(full)) foreign(call);
}

EXPORT int link(const char *old, const char *new) { foreign_at("link", new); return REAL(link)(old, new); }
EXPORT int symlink(const char *old, const char *new) { foreign_at("symlink", new); return REAL(symlink)(old, new); }
EXPORT int truncate64(const char *path, off64_t size) {
    foreign_at("truncate", path);
    return REAL(truncate64)(path, size);
}
EXPORT int posix_fallocate64(int handle, off64_t at, off64_t length) {
    if (what(handle) == NOTED) foreign("posix_fallocate");
    return REAL(posix_fallocate64)(handle, at, length);
}
EXPORT ssize_t sendfile64(int to, int from, off64_t *at, size_t count) {
    if (what(to) == NOTED) foreign("sendfile");
    return REAL(sendfile64)(to, from, at, count);
}
EXPORT ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t count, unsigned flags) {
    if (what(to) == NOTED) foreign("copy_file_range");
    return REAL(copy_file_range)(from, a, to, b, count, flags);
}
EXPORT ssize_t pwritev64v2(int handle, const struct iovec *parts, int count, off64_t at, int flags) {
    if (what(handle) == NOTED) foreign("pwritev2");
    return REAL(pwritev64v2)(handle, parts, count, at, flags);
}
EXPORT void *mmap64(void *start, size_t length, int rights, int flags, int handle, off64_t at) {
    if (flags & MAP_SHARED && rights & PROT_WRITE && what(handle) == NOTED) foreign("mmap");
    return REAL(mmap64)(start, length, rights, flags, handle, at);
}

/* answering */

EXPORT ssize_t send(int socket, const void *data, size_t length, int flags) {
    struct sockaddr_in peer;
    socklen_t size = sizeof peer;
    if (log_handle >= 0 && length >= 12 && !memcmp(data, "HTTP/1.", 7)
        && !getpeername(socket, (struct sockaddr *)&peer, &size) && peer.sin_family == AF_INET)
        note('A', 0, ntohs(peer.sin_port), NULL, data, 12);
    return REAL(send)(socket, data, length, flags);
}
