package dev.lxdgateway.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Takes no more of a JSON body than is allowed; some more is read and thrown away, since a client that still writes would
 * not read the answer. What streams, a raw exec and a session's input, has no limit.
 */
@RestControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {

    private final DataSize limit;

    BodyLimit(@Value("${gateway.limits.body:16MB}") DataSize limit) {
        this.limit = limit;
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        if (message.getHeaders().getContentLength() > limit.toBytes()) {
            throw new BodyTooLargeException(limit);
        }
        var body = new Limited(message.getBody(), limit);
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return body;
            }

            @Override
            public HttpHeaders getHeaders() {
                return message.getHeaders();
            }
        };
    }

    private static final class Limited extends FilterInputStream {

        private final DataSize limit;
        private long left;

        Limited(InputStream body, DataSize limit) {
            super(body);
            this.limit = limit;
            this.left = limit.toBytes();
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                var _ = in.skip(limit.toBytes());
                throw new BodyTooLargeException(limit);
            }
        }
    }
}
