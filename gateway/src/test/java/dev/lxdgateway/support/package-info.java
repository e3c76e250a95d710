@NullMarked
package dev.lxdgateway.support;

import org.jspecify.annotations.NullMarked;
