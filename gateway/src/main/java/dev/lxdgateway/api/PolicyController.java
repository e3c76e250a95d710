package dev.lxdgateway.api;

import dev.lxdgateway.access.Access;
import dev.lxdgateway.access.Caller;
import dev.lxdgateway.policy.PolicySource;
import dev.lxdgateway.policy.PolicySource.PolicyInForce;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the rules in force; for administrators. */
@RestController
class PolicyController {

    private final PolicySource policy;
    private final Access access;

    PolicyController(PolicySource policy, Access access) {
        this.policy = policy;
        this.access = access;
    }

    @GetMapping("/api/v1/access/policy")
    PolicyInForce policy(Caller caller) {
        access.requireAdmin(caller);
        return policy.inForce();
    }
}
