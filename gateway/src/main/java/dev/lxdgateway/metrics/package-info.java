/** Names and meanings of all that the gateway counts and measures. */
@NullMarked
package dev.lxdgateway.metrics;

import org.jspecify.annotations.NullMarked;
