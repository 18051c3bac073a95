import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Program PORT SHAPE [BYTES]: a small HTTP/1.1 server. GET /a does what the shape says, every other path keeps nothing. */
public final class Program {
    private static final List<Object> KEPT = new ArrayList<>();
    private static final Map<Long, byte[]> CACHE = new LinkedHashMap<>();
    private static final Random RANDOM = new Random(1);
    private static int each = 4096;
    private static long count;
    private static long began;
    private static volatile byte[] garbage;

    private static byte[] filled(int bytes) {
        byte[] made = new byte[bytes];
        java.util.Arrays.fill(made, (byte) 1);
        return made;
    }

    private static synchronized void act(String shape) throws IOException {
        long n = ++count;
        switch (shape) {
            case "linear" -> KEPT.add(filled(each));
            case "rare" -> {
                if (n % 50 == 0) {
                    KEPT.add(filled(204_800));
                }
            }
            case "steps" -> {
                if (n % 2000 == 0) {
                    KEPT.add(filled(8_192_000));
                }
            }
            case "hidden" -> {
                KEPT.add(filled(4096));
                if (n <= 8000) {
                    CACHE.put(n, filled(8192));
                }
            }
            case "cachefill" -> {
                began = began == 0 ? System.nanoTime() : began;
                long due = Math.min(6000, (System.nanoTime() - began) / 20_000_000 + 1);
                while (CACHE.size() < due) {
                    CACHE.put((long) CACHE.size(), filled(20_000));
                }
            }
            case "lru" -> {
                CACHE.put(n, filled(20_000));
                if (CACHE.size() > 500) {
                    CACHE.remove(CACHE.keySet().iterator().next());
                }
            }
            case "walk" -> {
                if (RANDOM.nextBoolean()) {
                    if (KEPT.size() < 1024) {
                        KEPT.add(filled(16_384));
                    }
                } else if (!KEPT.isEmpty()) {
                    KEPT.remove(KEPT.size() - 1);
                }
            }
            case "native" -> {
                ByteBuffer made = ByteBuffer.allocateDirect(4096);
                for (int at = 0; at < made.capacity(); at += 64) {
                    made.put(at, (byte) 1);
                }
                KEPT.add(made);
            }
            case "descriptors" -> {
                if (n % 50 == 0) {
                    KEPT.add(new FileInputStream("/dev/null"));
                }
            }
            case "lateclose" -> {
                // Nobody holds it: the collector closes it, when it comes.
                if (n % 50 == 0) {
                    new FileInputStream("/dev/null");
                }
            }
            case "threads" -> {
                if (n % 200 == 0) {
                    Thread made = new Thread(() -> {
                        while (true) {
                            LockSupport.park();
                        }
                    });
                    made.setDaemon(true);
                    made.start();
                }
            }
            default -> { }
        }
    }

    private static void answer(HttpExchange exchange, String shape) throws IOException {
        garbage = filled(20_000);
        if (exchange.getRequestURI().getPath().equals("/a")) {
            act(shape);
        }
        exchange.sendResponseHeaders(200, 2);
        // Closing the exchange itself would close the connection.
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(new byte[] {'o', 'k'});
        }
    }

    public static void main(String[] words) throws IOException {
        each = words.length > 2 ? Integer.parseInt(words[2]) : each;
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(words[0]));
        HttpServer server = HttpServer.create(here, 128);
        server.createContext("/", exchange -> answer(exchange, words[1]));
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
    }
}
