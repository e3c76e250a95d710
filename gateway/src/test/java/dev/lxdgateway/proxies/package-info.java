/** The gateway behind the proxies that people have, with the configurations of packaging/. */
@NullMarked
package dev.lxdgateway.proxies;

import org.jspecify.annotations.NullMarked;
