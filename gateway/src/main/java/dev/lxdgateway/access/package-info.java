@NullMarked
package dev.lxdgateway.access;

import org.jspecify.annotations.NullMarked;
