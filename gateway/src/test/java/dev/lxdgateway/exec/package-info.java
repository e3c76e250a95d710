@NullMarked
package dev.lxdgateway.exec;

import org.jspecify.annotations.NullMarked;
