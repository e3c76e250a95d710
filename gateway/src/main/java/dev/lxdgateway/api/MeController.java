package dev.lxdgateway.api;

import dev.lxdgateway.access.Caller;
import java.security.Principal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells a client who it is taken for. */
@RestController
class MeController {

    @GetMapping("/api/v1/me")
    Me me(Principal principal) {
        return new Me(Caller.of(principal).name());
    }

    record Me(String name) {}
}
