package dev.lxdgateway.api;

import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a client who it is taken for. */
@RestController
class MeController {

    private final Access access;

    MeController(Access access) {
        this.access = access;
    }

    @GetMapping("/api/v1/me")
    Me me(Caller caller) {
        return new Me(caller.name(), access.isAdmin(caller));
    }

    /** @param admin whether they have the gateway's own affairs */
    record Me(String name, boolean admin) {}
}
