import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Has a gateway do its work, so that its AOT cache knows what is worth compiling and how: short commands, terminals with
 * keys and much output, and pipes both ways, before a stand-in for a server.
 *
 * <p>{@code java Training.java PORT SOCKET}, with the token in {@code TOKEN}.
 */
final class Training {

    private static final int EXECS = 2_000;
    private static final int TERMINALS = 500;
    private static final int AT_A_TIME = 8;
    private static final int KEYS = 10;
    private static final int MUCH = 100_000_000;
    private static final int ACKNOWLEDGED = 32 * 1024;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final String authority;
    private final String token = System.getenv("TOKEN");

    private Training(int port) {
        this.authority = "127.0.0.1:" + port;
    }

    static void main(String... arguments) throws Exception {
        new StandIn().listen(Path.of(arguments[1]));
        var training = new Training(Integer.parseInt(arguments[0]));
        many(EXECS, training::exec);
        many(TERMINALS, training::keys);
        training.output();
        training.input();
        training.flood();
    }

    private static void many(int times, Callable<?> task) throws InterruptedException, ExecutionException {
        try (var executor = Executors.newFixedThreadPool(AT_A_TIME)) {
            for (Future<?> done : executor.invokeAll(Stream.generate(() -> task).limit(times).toList())) {
                done.get();
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://%s/api/v1%s".formatted(authority, path)))
                .header("Authorization", "Bearer " + token);
    }

    private String json(String path, String body) throws IOException, InterruptedException {
        var answer = http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        return require(answer.statusCode() / 100 == 2, answer.body());
    }

    private static String require(boolean right, String answer) throws IOException {
        if (!right) {
            throw new IOException(answer);
        }
        return answer;
    }

    private String exec() throws IOException, InterruptedException {
        var answer = json("/instances/training/exec", "{\"command\":[\"write\",\"100\"]}");
        return require(answer.contains("\"exitCode\":0"), answer);
    }

    /** A terminal in which somebody types. */
    private Void keys() throws Exception {
        try (var terminal = new Terminal("[\"echo\"]")) {
            for (int i = 0; i < KEYS; i++) {
                terminal.send(new byte[] {0, 'x'});
                terminal.await(i + 1);
            }
        }
        return null;
    }

    /** A terminal with much output. */
    private void flood() throws Exception {
        try (var terminal = new Terminal("[\"write\",\"%d\"]".formatted(MUCH))) {
            terminal.await(MUCH);
        }
    }

    private void output() throws IOException, InterruptedException {
        var answer = http.send(
                request("/instances/training/exec?command=write&command=" + MUCH)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofInputStream());
        try (var in = answer.body()) {
            long bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
            require(bytes == MUCH, bytes + " bytes of output");
        }
    }

    private void input() throws IOException, InterruptedException {
        var answer = http.send(
                request("/instances/training/exec?command=read")
                        .POST(BodyPublishers.ofByteArray(new byte[MUCH]))
                        .build(),
                BodyHandlers.ofString());
        require(answer.statusCode() == 200, answer.body());
    }

    /** A session with a client attached, who reads everything. */
    private final class Terminal implements WebSocket.Listener, AutoCloseable {

        private final String id;
        private final WebSocket socket;
        private final CountDownLatch closed = new CountDownLatch(1);
        private long received;
        private long acknowledged;
        private boolean inMessage;

        Terminal(String command) throws Exception {
            var session = json("/instances/training/sessions", "{\"command\":%s}".formatted(command));
            var found = ID.matcher(session);
            require(found.find(), session);
            id = found.group(1);
            socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + token)
                    .subprotocols("exec.v1")
                    .buildAsync(URI.create("ws://%s/api/v1/sessions/%s/attach".formatted(authority, id)), this)
                    .get();
        }

        void send(byte[] frame) throws Exception {
            socket.sendBinary(ByteBuffer.wrap(frame), true).get();
        }

        synchronized void await(long bytes) throws IOException, InterruptedException {
            while (received < bytes && closed.getCount() > 0) {
                wait();
            }
            require(received == bytes, received + " bytes of a terminal's output");
        }

        @Override
        public synchronized CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            received += data.remaining() - (inMessage ? 0 : 1);
            inMessage = !last;
            notifyAll();
            from.request(1);
            if (last && received - acknowledged >= ACKNOWLEDGED) {
                acknowledged = received;
                return from.sendText("{\"type\":\"ack\",\"bytes\":%d}".formatted(received), true);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            return ended();
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended();
        }

        private synchronized CompletionStage<?> ended() {
            closed.countDown();
            notifyAll();
            return null;
        }

        @Override
        public void close() throws Exception {
            http.send(request("/sessions/" + id).DELETE().build(), BodyHandlers.discarding());
            closed.await(10, TimeUnit.SECONDS);
        }
    }
}
