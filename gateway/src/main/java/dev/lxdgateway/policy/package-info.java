/** What a caller may do: rules, and the one place that decides by them. It knows nothing of HTTP. */
@NullMarked
package dev.lxdgateway.policy;

import org.jspecify.annotations.NullMarked;
