/** The gateway as a service of a bare host. */
@NullMarked
package dev.lxdgateway.install;

import org.jspecify.annotations.NullMarked;
