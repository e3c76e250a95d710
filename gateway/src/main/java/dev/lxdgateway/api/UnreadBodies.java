package dev.lxdgateway.api;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Says in a refusal that the connection ends with it where a part of the request has not come yet: a client that is not told
 * sends its next request there, and gets no answer. A body that has come is thrown away, and the connection stays.
 */
final class UnreadBodies extends Handler.Wrapper {

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1 && hasBody(request)) {
            request.addHttpStreamWrapper(stream -> new Body(stream, response));
        }
        return super.handle(request, response, callback);
    }

    private static boolean hasBody(Request request) {
        return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    private static final class Body extends HttpStream.Wrapper {

        private final Response response;
        private volatile boolean begun;
        private volatile boolean ended;

        Body(HttpStream stream, Response response) {
            super(stream);
            this.response = response;
        }

        @Override
        public Content.@Nullable Chunk read() {
            begun = true;
            var chunk = super.read();
            ended = ended || (chunk != null && chunk.isLast());
            return chunk;
        }

        @Override
        public void prepareResponse(HttpFields.Mutable headers) {
            if (response.getStatus() >= HttpStatus.BAD_REQUEST_400 && isLeft()) {
                headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
            }
            super.prepareResponse(headers);
        }

        /** Reads what nobody has begun to read, and so nobody reads at the same time. */
        private boolean isLeft() {
            return begun ? !ended : consumeAvailable() != null;
        }
    }
}
