/** Writes and checks {@code openapi.yaml}. */
@NullMarked
package dev.lxdgateway.openapi;

import org.jspecify.annotations.NullMarked;
