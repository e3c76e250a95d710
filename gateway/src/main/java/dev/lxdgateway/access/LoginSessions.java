package dev.lxdgateway.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.FlashMapManager;

/** Keeps the page's logins in the database, so that a restart logs no one out. */
@Configuration(proxyBeanMethods = false)
class LoginSessions {

    private static final Logger log = LoggerFactory.getLogger(LoginSessions.class);

    @Bean
    CookieHttpSessionIdResolver sessionCookies(CookieSerializer cookie) {
        var cookies = new CookieHttpSessionIdResolver();
        cookies.setCookieSerializer(cookie);
        return cookies;
    }

    @Bean
    @Primary
    HashedSessionIds sessionIds(CookieHttpSessionIdResolver cookies) {
        return new HashedSessionIds(cookies);
    }

    @Bean
    ConversionService springSessionConversionService() {
        var conversion = new GenericConversionService();
        conversion.addConverter(Object.class, byte[].class, new SerializingConverter());
        conversion.addConverter(new Reader());
        return conversion;
    }

    /** Around the sessions' own filter, whose database may be gone. */
    @Bean
    FilterRegistrationBean<UnavailableFilter> unavailableFilter(Problems problems) {
        var filter = new FilterRegistrationBean<>(new UnavailableFilter(problems));
        filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
        return filter;
    }

    /** Spring MVC would look for one in the session, and so in the database, on each request; public pages need none. */
    @Bean(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
    FlashMapManager noFlashMaps() {
        return new FlashMapManager() {
            @Override
            public @Nullable FlashMap retrieveAndUpdate(HttpServletRequest request, HttpServletResponse response) {
                return null;
            }

            @Override
            public void saveOutputFlashMap(FlashMap map, HttpServletRequest request, HttpServletResponse response) {
                // there is none
            }
        };
    }

    /** A login that another version of the gateway wrote and this one can't read is none, and no failure. */
    private static final class Reader implements Converter<byte[], @Nullable Object> {

        private final DeserializingConverter bytes = new DeserializingConverter(LoginSessions.class.getClassLoader());

        @Override
        public @Nullable Object convert(byte[] written) {
            try {
                return bytes.convert(written);
            } catch (SerializationFailedException e) {
                log.atWarn().log("A login in the database can't be read and is not good any more: {}", e.getMessage());
                return null;
            }
        }
    }
}
