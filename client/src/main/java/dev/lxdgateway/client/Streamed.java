package dev.lxdgateway.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpFields;

/**
 * An answer that is read while it comes. No more of it is taken off the connection than is read, and a clean end is the
 * whole of it.
 */
final class Streamed implements AutoCloseable {

    private static final int LARGEST_PROBLEM = 64 * 1024;

    private final Request request;
    private final Listener listener = new Listener();
    private final InputStream body = listener.getInputStream();

    private Streamed(Request request) {
        this.request = request;
    }

    static Streamed send(Request request) {
        var streamed = new Streamed(request);
        request.send(streamed.listener);
        return streamed;
    }

    /**
     * Waits for the head.
     *
     * @throws ProblemException if it is a refusal
     */
    Response head() {
        try {
            var response = listener.get(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
            if (response.getStatus() >= 300) {
                var problem = body.readNBytes(LARGEST_PROBLEM);
                close();
                throw Json.problem(response.getStatus(), response.getReason(), response.getHeaders(), problem);
            }
            return response;
        } catch (ExecutionException e) {
            throw lost(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (TimeoutException | IOException e) {
            throw lost(e);
        }
    }

    /** Reads some of the body, -1 at its end. */
    int read(byte[] into, int offset, int length) {
        head();
        try {
            return body.read(into, offset, length);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                close();
            }
            throw lost(e);
        }
    }

    /** The trailers, once the body has been read to its end. */
    HttpFields trailers() {
        return Http.await(listener.trailers, Http.PROMPT, "the answer's end");
    }

    private ConnectionLostException interrupted(InterruptedException e) {
        close();
        Thread.currentThread().interrupt();
        return new ConnectionLostException("interrupted", e);
    }

    private static ConnectionLostException lost(Throwable cause) {
        return new ConnectionLostException("the answer broke off: " + Http.describe(cause), cause);
    }

    /** Gives the answer up, and with it what makes it. */
    @Override
    public void close() {
        var _ = request.abort(new IOException("closed"));
    }

    /** Has the trailers with the answer's end, which may come before that of the request. */
    private static final class Listener extends InputStreamResponseListener {

        private final CompletableFuture<HttpFields> trailers = new CompletableFuture<>();

        @Override
        public void onSuccess(Response response) {
            var told = response.getTrailers();
            trailers.complete(told == null ? HttpFields.EMPTY : told);
            super.onSuccess(response);
        }

        @Override
        public void onFailure(Response response, Throwable failure) {
            trailers.completeExceptionally(lost(failure));
            super.onFailure(response, failure);
        }
    }
}
