package dev.lxdgateway.api;

import dev.lxdgateway.access.LoginWays;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells everybody how to sign in. */
@RestController
class LoginController {

    private final LoginWays ways;

    LoginController(LoginWays ways) {
        this.ways = ways;
    }

    @GetMapping("/api/v1/login")
    LoginWays ways() {
        return ways;
    }
}
