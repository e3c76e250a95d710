package dev.lxdgateway.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Action;
import dev.lxdgateway.access.ApiToken;
import dev.lxdgateway.access.ApiTokens;
import dev.lxdgateway.access.Caller;
import dev.lxdgateway.access.Event;
import dev.lxdgateway.access.Event.Result;
import dev.lxdgateway.access.Scope;
import dev.lxdgateway.access.Trail;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What machines sign in with; for administrators. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokensController {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration USUAL = Duration.ofDays(30);

    private final ApiTokens tokens;
    private final Access access;
    private final Trail trail;

    TokensController(ApiTokens tokens, Access access, Trail trail) {
        this.tokens = tokens;
        this.access = access;
        this.trail = trail;
    }

    @PostMapping
    ResponseEntity<NewToken> create(@RequestBody TokenBody body, Caller caller) {
        access.requireAdmin(caller);
        var name = body.checkedName();
        var life = body.life();
        trail.before(Event.of(Action.TOKEN_CREATE, caller, Result.ALLOWED)
                .with(Map.of("token", name, "seconds", life.toSeconds())));
        var issued = tokens.create(name, life, body.scopeOrAll(), caller.name());
        return ResponseEntity.created(
                        URI.create("/api/v1/tokens/" + issued.token().id()))
                .body(new NewToken(issued.token(), issued.secret()));
    }

    @GetMapping
    Page<ApiToken> tokens(Caller caller) {
        access.requireAdmin(caller);
        return Page.of(tokens.all());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Caller caller) {
        access.requireAdmin(caller);
        var token = tokens.find(id).orElseThrow(() -> new NoSuchTokenException(id));
        trail.before(Event.of(Action.TOKEN_REVOKE, caller, Result.ALLOWED).with(Map.of("token", token.name())));
        if (!tokens.revoke(id)) {
            throw new NoSuchTokenException(id);
        }
    }

    /**
     * What a new token is to be.
     *
     * @param name what policies call it: up to 64 of a-z, 0-9, dot, dash and underscore
     * @param expiresIn how long it is good, such as {@code 30d}, at most 366d; 30d unless given
     * @param scope what it may be used for at most; all that the policy allows unless given
     */
    record TokenBody(
            @Nullable String name,
            @Nullable String expiresIn,
            @Nullable Scope scope) {

        String checkedName() {
            if (name == null || !NAME.matcher(name).matches()) {
                throw new InvalidRequestException(
                        "name", "must be 1 to 64 of a-z, 0-9, '.', '-' and '_', and begin with a letter or digit");
            }
            return name;
        }

        Duration life() {
            var life = expiresIn == null ? USUAL : CommandBody.duration("expiresIn", expiresIn);
            if (life.compareTo(LONGEST) > 0) {
                throw new InvalidRequestException("expiresIn", "must be at most 366d");
            }
            return life;
        }

        Scope scopeOrAll() {
            return Objects.requireNonNullElse(scope, Scope.ALL);
        }
    }

    /** @param token the secret, which is shown this once */
    record NewToken(@JsonUnwrapped ApiToken details, String token) {}

    /** There is no token of that id. */
    static final class NoSuchTokenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoSuchTokenException(String id) {
            super("There is no token '%s'".formatted(id));
        }
    }
}
