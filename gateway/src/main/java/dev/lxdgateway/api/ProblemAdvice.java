package dev.lxdgateway.api;

import static org.springframework.http.HttpStatus.BAD_GATEWAY;
import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.GONE;
import static org.springframework.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.REQUEST_TIMEOUT;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.lxdgateway.access.ForbiddenException;
import dev.lxdgateway.access.Problems;
import dev.lxdgateway.access.TokenExistsException;
import dev.lxdgateway.access.Unavailable;
import dev.lxdgateway.audit.AuditUnavailableException;
import dev.lxdgateway.lxd.InstanceStateException;
import dev.lxdgateway.lxd.LxdException;
import dev.lxdgateway.lxd.LxdRefusedException;
import dev.lxdgateway.lxd.LxdUnavailableException;
import dev.lxdgateway.lxd.NotFoundException;
import dev.lxdgateway.session.DrainingException;
import dev.lxdgateway.session.LimitExceededException;
import dev.lxdgateway.session.NoSuchSessionException;
import dev.lxdgateway.session.OutputGoneException;
import dev.lxdgateway.session.SessionEndedException;
import dev.lxdgateway.session.SessionGoneException;
import dev.lxdgateway.session.SessionLostException;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Tells every failure as a problem with a code, in one place. */
@RestControllerAdvice
public class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler(LxdException.class)
    ProblemDetail lxd(LxdException e) {
        return problem(e);
    }

    /** What LXD's refusal means to a client. */
    public static ProblemDetail problem(LxdException e) {
        var detail = String.valueOf(e.getMessage());
        return switch (e) {
            case NotFoundException missing -> Problems.of(NOT_FOUND, missing.what() + "-not-found", detail);
            case InstanceStateException state ->
                Problems.of(BAD_REQUEST, state.isFrozen() ? "instance-frozen" : "instance-not-running", detail);
            case LxdUnavailableException _ -> Problems.of(SERVICE_UNAVAILABLE, "lxd-unavailable", detail);
            case LxdRefusedException refused ->
                refused.status() == 403
                        ? Problems.of(HttpStatus.FORBIDDEN, "lxd-forbidden", detail)
                        : Problems.of(BAD_GATEWAY, "lxd-refused", detail);
        };
    }

    @ExceptionHandler
    ProblemDetail noSuchSession(NoSuchSessionException e) {
        return Problems.of(NOT_FOUND, "session-not-found", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail forbidden(ForbiddenException e) {
        return Problems.of(HttpStatus.FORBIDDEN, "forbidden", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail noSuchToken(TokensController.NoSuchTokenException e) {
        return Problems.of(NOT_FOUND, "token-not-found", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail tokenExists(TokenExistsException e) {
        return Problems.of(CONFLICT, "token-exists", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail sessionGone(SessionGoneException e) {
        return Problems.of(GONE, "session-gone", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail sessionLost(SessionLostException e) {
        return Problems.of(GONE, "session-lost", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail sessionEnded(SessionEndedException e) {
        return Problems.of(CONFLICT, "session-ended", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail draining(DrainingException e) {
        return Problems.of(SERVICE_UNAVAILABLE, "draining", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail startFailed(StartFailedException e) {
        return Problems.of(BAD_GATEWAY, "start-failed", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail outputGone(OutputGoneException e) {
        return Problems.of(GONE, "output-gone", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Object> tooLarge(BodyTooLargeException e) {
        return ResponseEntity.status(CONTENT_TOO_LARGE)
                .body(Problems.of(CONTENT_TOO_LARGE, "content-too-large", String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail callerGone(CallerGoneException e) {
        return Problems.of(REQUEST_TIMEOUT, "caller-gone", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail answerGone(AnswerGoneException e) {
        return Problems.of(GONE, "output-gone", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail keyReused(KeyReusedException e) {
        return Problems.of(UNPROCESSABLE_CONTENT, "idempotency-key-reused", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> limitExceeded(LimitExceededException e) {
        return ResponseEntity.status(TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, retryAfter(e))
                .body(problem(e));
    }

    /** In seconds, rounded up, so that it is not too early then. */
    static String retryAfter(LimitExceededException e) {
        return String.valueOf(
                Math.max(1, e.retryAfter().plusSeconds(1).minusNanos(1).toSeconds()));
    }

    /** What a limit that is met means to a client. */
    static ProblemDetail problem(LimitExceededException e) {
        var problem = Problems.of(TOO_MANY_REQUESTS, "limit-exceeded", String.valueOf(e.getMessage()));
        problem.setProperty("limit", e.limit());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail noSuchRange(StreamsController.RangeException e) {
        return Problems.of(HttpStatus.valueOf(416), "range-not-satisfiable", String.valueOf(e.getMessage()));
    }

    /** Spring Security's refusal of parameters that no API has, when somebody asks for them. */
    @ExceptionHandler
    ProblemDetail rejected(RequestRejectedException e) {
        return Problems.of(BAD_REQUEST, "invalid-request", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notWritten(AuditUnavailableException e) {
        return Problems.of(SERVICE_UNAVAILABLE, "audit-unavailable", String.valueOf(e.getMessage()));
    }

    @ExceptionHandler({InvalidRequestException.class, IllegalArgumentException.class})
    ProblemDetail invalid(RuntimeException e) {
        return Problems.of(BAD_REQUEST, "invalid-request", String.valueOf(e.getMessage()));
    }

    /** To be left to the container. */
    @ExceptionHandler
    void brokenOff(BrokenAnswerException e) {
        throw e;
    }

    @ExceptionHandler(Exception.class)
    ProblemDetail unexpected(Exception e) throws Exception {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            throw e;
        }
        var unavailable = Unavailable.problem(e);
        if (unavailable.isPresent()) {
            return unavailable.get();
        }
        log.atError().setCause(e).log("A request failed unexpectedly");
        return Problems.of(INTERNAL_SERVER_ERROR, "internal-error", "The gateway failed; its log says why");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (NestedExceptionUtils.getMostSpecificCause(e) instanceof BodyTooLargeException tooLarge) {
            return tooLarge(tooLarge);
        }
        return ResponseEntity.badRequest()
                .body(Problems.of(BAD_REQUEST, "invalid-request", describe(e.getMostSpecificCause())));
    }

    private static String describe(Throwable cause) {
        return switch (cause) {
            case UnrecognizedPropertyException unknown ->
                "'%s' is no field of this request; there are: %s"
                        .formatted(unknown.getPropertyName(), String.valueOf(unknown.getKnownPropertyIds()));
            case DatabindException mismatch -> "'%s' has a value of the wrong type".formatted(path(mismatch));
            case JacksonException _ -> "The body is no JSON";
            default -> "The body is missing or can't be read";
        };
    }

    private static String path(DatabindException e) {
        var path = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "the body" : path.replace(".[", "[");
    }

    /** Gives Spring's own problems their code. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var response = super.handleExceptionInternal(e, body, headers, status, request);
        if (response != null && response.getBody() instanceof ProblemDetail problem) {
            problem.setProperty("code", code(status));
        }
        return response;
    }

    static String code(HttpStatusCode status) {
        var known = HttpStatus.resolve(status.value());
        return known == null || known == BAD_REQUEST
                ? "invalid-request"
                : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
