@NullMarked
package dev.lxdgateway.session;

import org.jspecify.annotations.NullMarked;
