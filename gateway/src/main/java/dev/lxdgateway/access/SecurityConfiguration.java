package dev.lxdgateway.access;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.HeaderWriterFilter;
import tools.jackson.databind.json.JsonMapper;

/** Closed but for the page's own files, the description of the API, health and the login. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Its spans and timers for each filter of each request took more time than the filters. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    Tickets tickets() {
        return new Tickets(Clock.systemUTC());
    }

    @Bean
    Problems problems(JsonMapper json) {
        return new Problems(json);
    }

    private static AuthenticationProvider login(Credentials credentials) {
        return new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication authentication) {
                var identity = credentials
                        .identify(String.valueOf(authentication.getCredentials()))
                        .orElseThrow(() -> new BadCredentialsException("The token is not valid"));
                var known =
                        UsernamePasswordAuthenticationToken.authenticated(identity, null, identity.getAuthorities());
                known.setDetails(authentication.getDetails());
                return known;
            }

            @Override
            public boolean supports(Class<?> authentication) {
                return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
            }
        };
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            AccessProperties properties,
            JwtProperties jwt,
            Tickets tickets,
            Problems problems,
            Credentials credentials,
            BearerTokens bearerTokens,
            SecurityContextRepository logins,
            ObjectProvider<OidcLogin> oidc,
            WebSafety webSafety)
            throws Exception {
        webSafety.configure(http);
        var unauthorized = unauthorized(problems);
        http.securityContext(context -> context.securityContextRepository(logins))
                .authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.toAnyEndpoint())
                        .permitAll()
                        .requestMatchers("/", "/{file:[a-z-]+\\.(?:html|js|svg|webmanifest)}", "/assets/**", "/error")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/v1/openapi.yaml", "/api/v1/login")
                        .permitAll()
                        .requestMatchers("/livez", "/readyz")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterAfter(new OriginFilter(properties.allowedOrigins(), problems), HeaderWriterFilter.class)
                .addFilterBefore(new TicketFilter(tickets, problems), AnonymousAuthenticationFilter.class)
                .authenticationProvider(login(credentials))
                .formLogin(login -> login.loginPage("/")
                        .loginProcessingUrl("/login")
                        .passwordParameter("token")
                        .successHandler((_, response, _) -> response.setStatus(HttpStatus.NO_CONTENT.value()))
                        .failureHandler(unauthorized::commence))
                .logout(logout ->
                        logout.logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(bearerTokens)
                        .authenticationEntryPoint(unauthorized)
                        .protectedResourceMetadata(
                                metadata -> metadata.protectedResourceMetadataCustomizer(jwt::describe)))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler((_, response, failure) -> problems.write(response, denied(failure))));
        oidc.ifAvailable(login -> login.configure(http));
        return http.build();
    }

    private static ProblemDetail denied(AccessDeniedException failure) {
        return failure instanceof CsrfException
                ? Problems.of(
                        HttpStatus.FORBIDDEN,
                        "csrf-token-invalid",
                        "A request with cookies needs the value of the cookie XSRF-TOKEN in the header X-XSRF-TOKEN")
                : Problems.of(HttpStatus.FORBIDDEN, "forbidden", "This is not allowed");
    }

    private static AuthenticationEntryPoint unauthorized(Problems problems) {
        return (_, response, failure) -> {
            if (failure instanceof AuthenticationServiceException) {
                problems.write(
                        response,
                        Problems.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "login-unavailable",
                                "Nobody can sign in now; ask again in a moment"));
                return;
            }
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            var detail = failure instanceof BadCredentialsException
                            || failure instanceof OAuth2AuthenticationException
                            || failure.getCause() != null
                    ? "The token is not valid"
                    : "Credentials are needed: Authorization: Bearer, or a login";
            problems.write(response, Problems.of(HttpStatus.UNAUTHORIZED, "unauthorized", detail));
        };
    }
}
