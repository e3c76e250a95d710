@NullMarked
package dev.lxdgateway;

import org.jspecify.annotations.NullMarked;
