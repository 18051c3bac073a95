// The same files as LeakGate's probe of processes, read as plainly as C allows: reader cheap|full PID SECONDS prints nanoseconds a reading.
//   cheap: stat, status, the size of the descriptor folder
//   full: stat, every link of the descriptor folder by class, name of the process, name and context switches of its threads, the kernel's table of TCP sockets
//         (sock_diag) joined by inode and counted by peer and state
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define KINDS 256

static char buffer[1 << 20];
static struct { char name[128]; long count; } kinds[KINDS];
static int used;
static unsigned char inodes[1 << 20];
static long checksum;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static long slurp(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) exit(2);
    long length = 0, count;
    while ((count = read(file, buffer + length, sizeof buffer - 1 - length)) > 0) length += count;
    close(file);
    buffer[length] = 0;
    return length;
}

static long number(const char *key) {
    const char *at = strstr(buffer, key);
    return at ? strtol(at + strlen(key), NULL, 10) : -1;
}

static void add(const char *name) {
    for (int i = 0; i < used; i++) {
        if (!strcmp(kinds[i].name, name)) {
            kinds[i].count++;
            return;
        }
    }
    if (used == KINDS) exit(3);
    snprintf(kinds[used].name, sizeof kinds[used].name, "%s", name);
    kinds[used++].count = 1;
}

static void stat_of(int pid) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    slurp(path);
    char *at = strrchr(buffer, ')');
    for (int field = 2; at && field < 24; field++) {
        at = strchr(at + 1, ' ');
        if (field == 13 || field == 14 || field == 21) checksum += strtol(at, NULL, 10);
    }
}

static void cheap(int pid) {
    char path[64];
    stat_of(pid);
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    slurp(path);
    checksum += number("VmSize:") + number("VmRSS:") + number("RssAnon:") + number("VmSwap:") + number("\nThreads:");
    snprintf(path, sizeof path, "/proc/%d/fd", pid);
    struct stat told;
    if (stat(path, &told)) exit(2);
    checksum += told.st_size;
}

static void descriptors(int pid) {
    char path[320], link[512];
    snprintf(path, sizeof path, "/proc/%d/fd", pid);
    DIR *folder = opendir(path);
    struct dirent *entry;
    while ((entry = readdir(folder))) {
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "/proc/%d/fd/%s", pid, entry->d_name);
        ssize_t length = readlink(path, link, sizeof link - 1);
        if (length < 0) continue;
        link[length] = 0;
        if (!strncmp(link, "socket:[", 8)) {
            inodes[strtol(link + 8, NULL, 10) & (sizeof inodes - 1)] = 1;
            add("socket");
        } else {
            for (char *digit = link; *digit; digit++) {
                if (*digit >= '0' && *digit <= '9') *digit = '*';
            }
            add(link);
        }
    }
    closedir(folder);
}

static void names(int pid) {
    char path[320];
    snprintf(path, sizeof path, "/proc/%d/comm", pid);
    slurp(path);
    add(buffer);
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *folder = opendir(path);
    struct dirent *entry;
    while ((entry = readdir(folder))) {
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "/proc/%d/task/%s/status", pid, entry->d_name);
        slurp(path);
        checksum += number("\nvoluntary_ctxt_switches:") + number("\nnonvoluntary_ctxt_switches:");
        char *end = strchr(buffer, '\n');
        if (end) *end = 0;
        add(buffer);
    }
    closedir(folder);
}

/* The older question: both families in one walk through the kernel's table. */
static void sockets(void) {
    int netlink = socket(AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    struct { struct nlmsghdr head; struct inet_diag_req question; } message = {
        .head = {.nlmsg_len = sizeof message, .nlmsg_type = TCPDIAG_GETSOCK, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
        .question = {.idiag_states = -1},
    };
    if (send(netlink, &message, sizeof message, 0) < 0) exit(2);
    for (int done = 0; !done;) {
        long length = recv(netlink, buffer, sizeof buffer, 0);
        for (struct nlmsghdr *head = (void *)buffer; NLMSG_OK(head, length); head = NLMSG_NEXT(head, length)) {
            if (head->nlmsg_type == NLMSG_DONE) {
                done = 1;
                break;
            }
            if (head->nlmsg_type == NLMSG_ERROR) exit(4);
            struct inet_diag_msg *told = NLMSG_DATA(head);
            if (told->idiag_state == 10 || told->idiag_state == 6 || !inodes[told->idiag_inode & (sizeof inodes - 1)]) continue;
            char address[64], name[128];
            inet_ntop(told->idiag_family, told->id.idiag_dst, address, sizeof address);
            snprintf(name, sizeof name, "%s state %d", address, told->idiag_state);
            add(name);
        }
    }
    close(netlink);
}

static void full(int pid) {
    used = 0;
    memset(inodes, 0, sizeof inodes);
    stat_of(pid);
    descriptors(pid);
    names(pid);
    sockets();
    for (int i = 0; i < used; i++) checksum += kinds[i].count;
}

int main(int count, char **words) {
    if (count != 4) return 1;
    void (*reading)(int) = strcmp(words[1], "full") ? cheap : full;
    int pid = atoi(words[2]);
    double most = atof(words[3]) * 1e9, from = now(), to;
    long readings = 0;
    do {
        reading(pid);
        readings++;
    } while ((to = now()) - from < most);
    printf("%.0f\n", (to - from) / readings);
    return checksum == 42;
}
