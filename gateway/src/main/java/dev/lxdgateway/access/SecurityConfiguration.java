package dev.lxdgateway.access;

import java.time.Clock;
import java.util.Map;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import tools.jackson.databind.json.JsonMapper;

/** Closed but for the page's own files, the description of the API, health and the login. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String ADMIN = "admin";

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; "
            + "style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

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

    @Bean
    AdminToken adminToken(AccessProperties properties) {
        return AdminToken.of(properties);
    }

    @Bean
    OpaqueTokenIntrospector bearerTokens(AdminToken admin) {
        return token -> {
            if (!admin.matches(token)) {
                throw new BadOpaqueTokenException("The token is not valid");
            }
            return new DefaultOAuth2AuthenticatedPrincipal(
                    ADMIN, Map.of("sub", ADMIN), AuthorityUtils.createAuthorityList("ROLE_ADMIN"));
        };
    }

    @Bean
    AuthenticationProvider login(AdminToken admin) {
        return new AuthenticationProvider() {
            @Override
            public Authentication authenticate(Authentication authentication) {
                if (!admin.matches(String.valueOf(authentication.getCredentials()))) {
                    throw new BadCredentialsException("The token is not valid");
                }
                return UsernamePasswordAuthenticationToken.authenticated(
                        ADMIN, null, AuthorityUtils.createAuthorityList("ROLE_ADMIN"));
            }

            @Override
            public boolean supports(Class<?> authentication) {
                return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
            }
        };
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http, AccessProperties properties, Tickets tickets, Problems problems, AdminToken admin)
            throws Exception {
        var unauthorized = unauthorized(problems);
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.toAnyEndpoint())
                        .permitAll()
                        .requestMatchers("/", "/{file:[a-z-]+\\.(?:html|js|svg|webmanifest)}", "/assets/**", "/error")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/v1/openapi.yaml")
                        .permitAll()
                        .requestMatchers("/livez", "/readyz")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                // the Origin is checked on everything that changes something, and the cookie is SameSite=Strict
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterAfter(
                        new OriginFilter(properties.allowedOrigins(), problems), SecurityContextHolderFilter.class)
                .addFilterBefore(new TicketFilter(tickets, problems), AnonymousAuthenticationFilter.class)
                .authenticationProvider(login(admin))
                .formLogin(login -> login.loginPage("/")
                        .loginProcessingUrl("/login")
                        .passwordParameter("token")
                        .successHandler((_, response, _) -> response.setStatus(HttpStatus.NO_CONTENT.value()))
                        .failureHandler(unauthorized::commence))
                .logout(logout ->
                        logout.logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
                .oauth2ResourceServer(server -> server.opaqueToken(token -> token.introspector(bearerTokens(admin)))
                        .authenticationEntryPoint(unauthorized))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(unauthorized)
                        .accessDeniedHandler((_, response, _) -> problems.write(
                                response, Problems.of(HttpStatus.FORBIDDEN, "forbidden", "This is not allowed"))))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .frameOptions(frame -> frame.deny()))
                .build();
    }

    private static AuthenticationEntryPoint unauthorized(Problems problems) {
        return (_, response, failure) -> {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            var detail = failure instanceof BadCredentialsException || failure.getCause() != null
                    ? "The token is not valid"
                    : "Credentials are needed: Authorization: Bearer, or a login";
            problems.write(response, Problems.of(HttpStatus.UNAUTHORIZED, "unauthorized", detail));
        };
    }
}
