/* program PORT SHAPE [BYTES]: a small HTTP/1.1 server. GET /a does what the shape says, every other path keeps nothing. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static const char *shape;
static size_t each = 4096;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long count;
static void *cache[8192];
static unsigned long long seed = 88172645463325252ULL;

static unsigned long long next(void) {
  seed ^= seed << 13;
  seed ^= seed >> 7;
  return seed ^= seed << 17;
}

/* The compiler may not leave out memory that nobody reads. */
static __attribute__((noinline)) void *filled(size_t bytes) {
  void *made = malloc(bytes);
  memset(made, 1, bytes);
  __asm__ volatile("" : : "r"(made) : "memory");
  return made;
}

static int is(const char *name) { return strcmp(shape, name) == 0; }

static void *sleeper(void *nothing) {
  for (;;) pause();
  return nothing;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

/* One request of the shape; the caller holds the lock, so that counts are exact. */
static void act(void) {
  static void *held[8192];
  static int used;
  static double began;
  long n = ++count;
  if (began == 0) began = seconds();
  free(filled(20000));
  if (is("linear")) filled(each);
  else if (is("slow")) filled(100);
  else if (is("rare")) { if (n % 50 == 0) filled(204800); }
  else if (is("steps")) { if (n % 2000 == 0) for (int i = 0; i < 2000; i++) filled(4096); }
  else if (is("batchy")) { if (n % 100 == 0) for (int i = 0; i < 100; i++) filled(4096); }
  else if (is("late") || is("onset")) { if (seconds() - began > (is("late") ? 40 : 12)) filled(8192); }
  else if (is("hidden")) {
    filled(4096);
    if (n <= 8000) cache[n - 1] = filled(8192);
  } else if (is("cachefill")) {
    /* Fifty new entries a second for two minutes, then as many as there are. */
    long due = (long)((seconds() - began) * 50) + 1;
    while (used < due && used < 6000) cache[used++] = filled(20000);
  } else if (is("pool")) {
    if (used < 32 && n % 50 == 0) held[used++] = filled(1 << 20);
  } else if (is("highwater")) {
    if (n % 997 == 0) free(filled(32 << 20));
  } else if (is("sawtooth")) {
    held[used++] = filled(8192);
    if (used == 2000) while (used > 0) free(held[--used]);
  } else if (is("walk")) {
    if (next() & 1) { if (used < 1024) held[used++] = filled(16384); }
    else if (used > 0) free(held[--used]);
  } else if (is("descriptors")) { if (n % 50 == 0 && open("/dev/null", O_RDONLY) < 0) perror("open"); }
  else if (is("threads")) {
    if (n % 200 == 0) {
      pthread_t made;
      pthread_attr_t small;
      pthread_attr_init(&small);
      pthread_attr_setstacksize(&small, 65536);
      if (pthread_create(&made, &small, sleeper, NULL) == 0) pthread_detach(made);
    }
  } else if (is("children")) {
    if (n % 200 == 0 && fork() == 0) {
      for (int i = 3; i < 256; i++) close(i);
      for (;;) pause();
    }
  }
}

static void *serve(void *argument) {
  int client = (int)(long)argument;
  char buffer[8192];
  size_t have = 0;
  static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  for (;;) {
    ssize_t got = read(client, buffer + have, sizeof buffer - 1 - have);
    if (got <= 0) break;
    have += (size_t)got;
    buffer[have] = 0;
    char *end;
    while ((end = strstr(buffer, "\r\n\r\n")) != NULL) {
      if (strncmp(buffer, "GET /a ", 7) == 0) {
        pthread_mutex_lock(&lock);
        act();
        pthread_mutex_unlock(&lock);
      }
      if (write(client, answer, sizeof answer - 1) < 0) { close(client); return NULL; }
      have -= (size_t)(end + 4 - buffer);
      memmove(buffer, end + 4, have + 1);
    }
    if (have == sizeof buffer - 1) break;
  }
  close(client);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc < 3) { fprintf(stderr, "program PORT SHAPE [BYTES]\n"); return 2; }
  shape = argv[2];
  if (argc > 3) each = (size_t)atol(argv[3]);
  signal(SIGPIPE, SIG_IGN);
  int server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(server, (struct sockaddr *)&here, sizeof here) != 0 || listen(server, 128) != 0) { perror("listen"); return 1; }
  for (;;) {
    int client = accept4(server, NULL, NULL, SOCK_CLOEXEC);
    if (client < 0) continue;
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, (void *)(long)client) == 0) pthread_detach(thread);
  }
}
