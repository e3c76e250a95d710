@NullMarked
package dev.lxdgateway.operations;

import org.jspecify.annotations.NullMarked;
