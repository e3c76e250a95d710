package dev.lxdgateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/** Keeps logins in HTTP sessions, where one is good for as long as the credential is that it was made with. */
final class LoginRepository implements SecurityContextRepository {

    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();
    private final Logins logins;

    LoginRepository(Logins logins) {
        this.logins = logins;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Login(sessions.loadDeferredContext(request));
    }

    @Override
    @SuppressWarnings("deprecation")
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        sessions.saveContext(context, request, response);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return sessions.containsContext(request);
    }

    /** One that is looked up when somebody asks, so that public pages need no database. */
    private final class Login implements DeferredSecurityContext {

        private final DeferredSecurityContext kept;
        private @Nullable SecurityContext context;

        Login(DeferredSecurityContext kept) {
            this.kept = kept;
        }

        @Override
        public SecurityContext get() {
            if (context == null) {
                var login = kept.get();
                context = isGood(login) ? login : SecurityContextHolder.createEmptyContext();
            }
            return context;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }

        private boolean isGood(SecurityContext login) {
            return Identity.of(login.getAuthentication())
                    .filter(identity -> logins.isGood(identity.credential()))
                    .isPresent();
        }
    }
}
