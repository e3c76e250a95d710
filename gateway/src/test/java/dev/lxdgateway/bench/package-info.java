@NullMarked
package dev.lxdgateway.bench;

import org.jspecify.annotations.NullMarked;
