package dev.lxdgateway.access;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.session.web.http.CookieSerializer;

@Configuration(proxyBeanMethods = false)
class WebSafetyConfiguration {

    @Bean
    CookieSerializer loginCookie(WebProperties properties) {
        return new LoginCookie(properties.secureCookies());
    }

    @Bean
    FilterRegistrationBean<ForwardedFilter> forwardedFilter(WebProperties properties) {
        var filter = new ForwardedFilter(new TrustedProxies(properties.trustedProxies()));
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
        return registration;
    }

    @Bean
    RequestRejectedHandler rejectedRequests(Problems problems) {
        return (_, response, rejection) -> problems.writeFirst(
                response,
                Problems.of(HttpStatus.BAD_REQUEST, "invalid-request", String.valueOf(rejection.getMessage())));
    }

    @Bean
    LoginThrottle loginThrottle(WebProperties properties) {
        return new LoginThrottle(properties.loginAttempts(), properties.loginAttemptsTotal());
    }

    @Bean
    LoginResults loginResults(LoginThrottle throttle, MeterRegistry meters) {
        return new LoginResults(throttle, meters);
    }

    @Bean
    WebSafety webSafety(WebProperties properties, LoginThrottle throttle, Problems problems, MeterRegistry meters) {
        return new WebSafety(properties, throttle, problems, meters);
    }
}
