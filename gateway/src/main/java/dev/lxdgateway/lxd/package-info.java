@NullMarked
package dev.lxdgateway.lxd;

import org.jspecify.annotations.NullMarked;
