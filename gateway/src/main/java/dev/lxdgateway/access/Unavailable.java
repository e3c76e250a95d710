package dev.lxdgateway.access;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells failures of what the gateway relies on from its own. */
public final class Unavailable {

    private static final Logger log = LoggerFactory.getLogger(Unavailable.class);

    private Unavailable() {}

    /** What to answer, if the failure is that the database or a login's issuer is not there. */
    public static Optional<ProblemDetail> problem(Throwable failure) {
        return causes(failure)
                .map(Unavailable::known)
                .flatMap(Optional::stream)
                .findFirst()
                .map(problem -> logged(problem, failure));
    }

    private static Optional<ProblemDetail> known(Throwable cause) {
        return switch (cause) {
            case DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    CannotCreateTransactionException _ ->
                Optional.of(Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "database-unavailable",
                        "The gateway's database does not answer; ask again in a moment"));
            case AuthenticationServiceException _, JwtDecoderInitializationException _ ->
                Optional.of(Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "login-unavailable",
                        "The issuer of the token can't be asked for its keys now; ask again in a moment"));
            default -> Optional.empty();
        };
    }

    private static ProblemDetail logged(ProblemDetail problem, Throwable failure) {
        log.atWarn().log("{} ({})", problem.getDetail(), failure.getMessage());
        return problem;
    }

    private static Stream<Throwable> causes(@Nullable Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, cause -> cause.getCause());
    }
}
