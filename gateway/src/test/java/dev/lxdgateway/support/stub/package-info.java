@NullMarked
package dev.lxdgateway.support.stub;

import org.jspecify.annotations.NullMarked;
