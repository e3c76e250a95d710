package dev.lxdgateway.api;

import dev.lxdgateway.access.Problems;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Tells as problems what the container refuses before a controller sees it, such as a malformed URI. */
@Configuration(proxyBeanMethods = false)
class ContainerErrors {

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> problemsOfTheServer(JsonMapper json) {
        return factory -> factory.addServerCustomizers(server -> server.setErrorHandler(new ProblemHandler(json)));
    }

    private static ProblemDetail problem(int status, @Nullable String detail) {
        var known = HttpStatus.resolve(status);
        var resolved = known == null || !known.isError() ? HttpStatus.NOT_FOUND : known;
        return Problems.of(
                resolved, ProblemAdvice.code(resolved), detail == null ? resolved.getReasonPhrase() : detail);
    }

    private static final class ProblemHandler extends ErrorHandler {

        private final JsonMapper json;

        ProblemHandler(JsonMapper json) {
            this.json = json;
        }

        @Override
        protected void generateResponse(
                Request request,
                Response response,
                int code,
                @Nullable String message,
                @Nullable Throwable cause,
                Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            Problems.HEADERS.forEach(response.getHeaders()::put);
            Content.Sink.write(response, true, json.writeValueAsString(problem(code, message)), callback);
        }
    }

    @RestController
    static class ErrorRoute implements ErrorController {

        @RequestMapping("/error")
        ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
            var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
            var message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE) instanceof String text ? text : null;
            var problem = problem(status, message == null || message.isBlank() ? null : message);
            return ResponseEntity.status(problem.getStatus()).body(problem);
        }
    }
}
