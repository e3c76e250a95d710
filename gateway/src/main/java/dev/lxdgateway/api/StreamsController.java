package dev.lxdgateway.api;

import dev.lxdgateway.access.Caller;
import dev.lxdgateway.access.Supervision;
import dev.lxdgateway.lxd.Stream;
import dev.lxdgateway.policy.Verb;
import dev.lxdgateway.session.Kept;
import dev.lxdgateway.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A session's output and input for clients that have no WebSocket. Offsets count the bytes of one stream. */
@RestController
@RequestMapping("/api/v1/sessions/{id}")
class StreamsController {

    private static final int PIECE = 64 * 1024;
    private static final int MOST = 64 * 1024 * 1024;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Supervision sessions;

    StreamsController(Supervision sessions) {
        this.sessions = sessions;
    }

    /** 206 with what there is from the offset on, 204 where nothing has come yet. */
    @GetMapping("/output")
    void output(
            @PathVariable String id,
            @RequestParam(defaultValue = "stdout") String stream,
            @RequestParam(defaultValue = "0") long offset,
            @RequestParam(defaultValue = "8MiB") String limit,
            @RequestParam(required = false) @Nullable String wait,
            Caller caller,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var session = sessions.read(caller, id);
        var of = stream(stream);
        int most = Size.parse("limit", limit, MOST);
        if (wait != null) {
            await(session, of, offset, CommandBody.duration("wait", wait));
            // what was allowed then may not be now
            sessions.get(caller, Verb.OBSERVE, id);
        }
        boolean over = session.summary().exit() != null;
        var kept = session.kept(of);
        var total = over ? String.valueOf(kept.end()) : "*";
        response.setHeader("Exec-Output-Start", String.valueOf(kept.start()));
        response.setHeader("Exec-Output-End", String.valueOf(kept.end()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (offset < 0 || offset > kept.end()) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + kept.end());
            throw new RangeException(offset, kept);
        }
        if (offset == kept.end()) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + total);
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        var first = session.read(of, offset, Math.min(PIECE, most));
        long end = Math.min(kept.end(), offset + most);
        response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(end - offset);
        response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%s".formatted(offset, end - 1, total));
        write(session, of, offset, end, first, response);
    }

    private static void write(
            Session session, Stream of, long offset, long end, ByteBuffer first, HttpServletResponse response)
            throws IOException {
        long at = offset;
        for (var piece = first; ; piece = session.read(of, at, (int) Math.min(PIECE, end - at))) {
            response.getOutputStream().write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
            at += piece.remaining();
            if (at >= end) {
                return;
            }
        }
    }

    private static void await(Session session, Stream of, long offset, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + (limit.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : limit).toNanos();
        while (session.kept(of).end() <= offset && session.await(LOOK).isEmpty() && System.nanoTime() - deadline < 0) {}
    }

    /** Writes the body to stdin, and ends it if that is asked for. */
    @PostMapping("/input")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void input(
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean eof,
            Caller caller,
            HttpServletRequest http)
            throws IOException {
        var session = sessions.type(caller, id);
        session.requireLife();
        try (var _ = Unhurried.of(http)) {
            pass(http.getInputStream(), session);
        }
        if (eof) {
            session.endInput();
        }
    }

    private static void pass(InputStream body, Session session) throws IOException {
        var piece = new byte[PIECE];
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            session.input(ByteBuffer.wrap(piece, 0, read));
        }
    }

    private static Stream stream(String name) {
        return switch (name) {
            case "stdout" -> Stream.STDOUT;
            case "stderr" -> Stream.STDERR;
            default ->
                throw new InvalidRequestException("stream", "must be stdout or stderr, and is '%s'".formatted(name));
        };
    }

    /** An offset where no output can be. */
    static final class RangeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RangeException(long offset, Kept kept) {
            super("The output has bytes up to offset %d, and %d is none of them".formatted(kept.end(), offset));
        }
    }
}
