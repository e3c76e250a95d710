package dev.lxdgateway.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Addresses of callers. */
final class Addresses {

    private static final int PREFIX_BYTES = 8;

    private Addresses() {}

    /** What one caller has: an IPv4 address, or an IPv6 network of 64 bits, in which they can choose any. */
    static String network(String address) {
        try {
            var parsed = InetAddress.ofLiteral(address.replace("[", "").replace("]", ""));
            if (parsed instanceof Inet6Address) {
                var bytes = parsed.getAddress();
                Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
                return InetAddress.getByAddress(bytes).getHostAddress();
            }
            return parsed.getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException _) {
            return address;
        }
    }
}
