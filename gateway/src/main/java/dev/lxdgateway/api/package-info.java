@NullMarked
package dev.lxdgateway.api;

import org.jspecify.annotations.NullMarked;
