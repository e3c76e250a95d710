package dev.lxdgateway.access;

import dev.lxdgateway.access.Caller.Invitation;
import dev.lxdgateway.access.Tickets.Ticket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows a WebSocket's caller, or what a caller may do there, by the ticket among its sub-protocols. */
final class TicketFilter extends OncePerRequestFilter {

    private static final String PREFIX = "ticket.";

    private final Tickets tickets;
    private final Problems problems;

    TicketFilter(Tickets tickets, Problems problems) {
        this.tickets = tickets;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var secret = secret(request);
        if (secret.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var known = tickets.redeem(secret.get())
                .filter(found -> request.getRequestURI().endsWith("/sessions/" + found.session() + "/attach"))
                .flatMap(ticket -> authentication(ticket, request));
        if (known.isEmpty()) {
            problems.write(
                    response,
                    Problems.of(
                            HttpStatus.UNAUTHORIZED,
                            "unauthorized",
                            "The ticket is unknown, used, expired, for another session, or for people who are signed in"));
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(known.get());
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private static Optional<TicketAuthentication> authentication(Ticket ticket, HttpServletRequest request) {
        var invitation = new Invitation(ticket.session(), ticket.writer(), ticket.isShared());
        if (ticket.caller() != null) {
            return Optional.of(new TicketAuthentication(ticket.caller(), ticket.login(), invitation));
        }
        var guest = SecurityContextHolder.getContext().getAuthentication();
        var session = request.getSession(false);
        var login = Caller.login(guest, session == null ? null : session.getId());
        return Identity.of(guest).map(identity -> new TicketAuthentication(identity, login, invitation));
    }

    private static Optional<String> secret(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Sec-WebSocket-Protocol")).stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .map(String::strip)
                .filter(protocol -> protocol.startsWith(PREFIX))
                .map(protocol -> protocol.substring(PREFIX.length()))
                .findFirst();
    }
}
