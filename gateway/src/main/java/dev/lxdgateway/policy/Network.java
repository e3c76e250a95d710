package dev.lxdgateway.policy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Addresses, such as {@code 10.0.0.0/8} or {@code ::1}. */
final class Network {

    private final String text;
    private final IpAddressMatcher addresses;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Network(String text) {
        this.text = text;
        addresses = new IpAddressMatcher(text);
    }

    boolean includes(String address) {
        return addresses.matches(address);
    }

    @JsonValue
    String text() {
        return text;
    }
}
