@NullMarked
package dev.lxdgateway.terminal;

import org.jspecify.annotations.NullMarked;
